package io.gatehouse.idpconfig.yaml;

import io.gatehouse.idpconfig.names.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One mapping's fields, each with its place. What is wrong becomes a finding and reads as if it were not there. */
public final class Fields {
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Place start;
    private final String path;
    private final Findings findings;

    /** Reports duplicate keys and those that are not among the valid ones; an empty set means that all names are valid. */
    Fields(MappingNode node, String path, Set<String> keys, Findings findings) {
        this.start = Place.of(node.getStartMark());
        this.path = path;
        this.findings = findings;
        for (var entry : node.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                findings.error(
                        Place.of(entry.getKeyNode().getStartMark()),
                        "key-not-text",
                        "A key must be plain text.",
                        "write key: value");
            } else if (entries.putIfAbsent(key.getValue(), entry) instanceof NodeTuple first) {
                findings.error(
                        Place.of(key.getStartMark()),
                        "duplicate-key",
                        Quoted.of(path + key.getValue()) + " stands here again; it was given in line "
                                + Place.of(first.getKeyNode().getStartMark()).line() + ".",
                        "keep one of them");
            } else if (!keys.isEmpty() && !keys.contains(key.getValue())) {
                unknown(key, keys);
            }
        }
    }

    private void unknown(ScalarNode key, Set<String> keys) {
        var at = Place.of(key.getStartMark());
        if (!findings.knows(at)) {
            var nearest = NearestName.to(key.getValue(), keys).orElseThrow();
            findings.error(
                    at,
                    "unknown-key",
                    "There is no setting " + Quoted.of(path + key.getValue()) + ".",
                    "the nearest is '" + path + nearest + "'; valid here: "
                            + String.join(", ", keys.stream().sorted().toList()));
        }
    }

    /** Whether the key stands here with a value. */
    public boolean has(String key) {
        return value(key) != null;
    }

    /** The names that stand here. */
    public Set<String> names() {
        return entries.keySet();
    }

    /** Where the key stands, or else the mapping. */
    public Place at(String key) {
        var entry = entries.get(key);
        return entry == null ? start : Place.of(entry.getKeyNode().getStartMark());
    }

    /** The findings of the file. */
    public Findings findings() {
        return findings;
    }

    /** The key with all keys around it, as findings name it. */
    public String path(String key) {
        return path + key;
    }

    /** A single value as written; empty values count as not given. */
    public Optional<Text> text(String key) {
        var value = value(key);
        return value == null ? Optional.empty() : scalar(key, value);
    }

    /** A single value that must be there. */
    public Optional<Text> required(String key, String fix) {
        if (!has(key)) {
            findings.error(at(key), "missing-key", Quoted.of(path + key) + " is missing.", fix);
        }
        return text(key);
    }

    /** A list of values, in their order. */
    public List<Text> texts(String key) {
        return items(key).stream().flatMap(item -> scalar(key, item).stream()).toList();
    }

    /** The mapping below a key. */
    public Optional<Fields> fields(String key, Set<String> keys) {
        var value = value(key);
        return value == null ? Optional.empty() : mapping(key + ".", value, keys);
    }

    /** The mappings of the list below a key. */
    public List<Fields> list(String key, Set<String> keys) {
        var all = new ArrayList<Fields>();
        for (var item : items(key)) {
            mapping(key + "[" + all.size() + "].", item, keys).ifPresent(all::add);
        }
        return all;
    }

    private Optional<Fields> mapping(String name, Node node, Set<String> keys) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new Fields(mapping, path + name, keys, findings));
        }
        wrongType(name.substring(0, name.length() - 1), node, "a mapping of keys to values");
        return Optional.empty();
    }

    private List<Node> items(String key) {
        var value = value(key);
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        if (value != null) {
            wrongType(key, value, "a list, as [one, two]");
        }
        return List.of();
    }

    private Optional<Text> scalar(String key, Node node) {
        if (node instanceof ScalarNode scalar
                && !Tag.NULL.equals(node.getTag())
                && !scalar.getValue().isBlank()) {
            return Optional.of(new Text(scalar.getValue().strip(), Place.of(node.getStartMark())));
        }
        wrongType(key, node, "a single value");
        return Optional.empty();
    }

    private void wrongType(String key, Node node, String wanted) {
        findings.error(
                Place.of(node.getStartMark()),
                "wrong-type",
                Quoted.of(path + key) + " takes " + wanted + ", not " + kind(node) + ".",
                "write it as " + wanted);
    }

    private static String kind(Node node) {
        return switch (node) {
            case MappingNode _ -> "a mapping";
            case SequenceNode _ -> "a list";
            case ScalarNode s when s.getValue().isBlank() -> "nothing";
            case ScalarNode s -> "the value " + Quoted.of(s.getValue());
            default -> "this";
        };
    }

    private @Nullable Node value(String key) {
        var entry = entries.get(key);
        return entry == null || Tag.NULL.equals(entry.getValueNode().getTag()) ? null : entry.getValueNode();
    }
}

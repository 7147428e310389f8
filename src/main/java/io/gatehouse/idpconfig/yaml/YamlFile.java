package io.gatehouse.idpconfig.yaml;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * Reads a YAML file that is exactly one mapping, with no anchors, aliases or tags: nothing is ever constructed from it and
 * nothing in it can grow.
 */
public final class YamlFile {
    /** The most that is read, in bytes. */
    public static final int LARGEST = 256 * 1024;

    private static final int DEEPEST = 20;
    private static final String PLAIN_FIX = "write plain YAML: one mapping of keys to values, indented by blanks";

    private YamlFile() {}

    /** The file's fields, or nothing and findings that say why. */
    public static Optional<Fields> read(byte[] bytes, Set<String> keys, Findings findings) {
        if (bytes.length > LARGEST) {
            findings.error(
                    Place.START,
                    "file-too-large",
                    "The file has " + bytes.length + " bytes; at most " + LARGEST + " are read.",
                    "keep only this partner's settings in it");
            return Optional.empty();
        }
        var text = decoded(bytes);
        if (text == null) {
            findings.error(Place.START, "not-utf-8", "The file is not UTF-8.", "save it as UTF-8");
            return Optional.empty();
        }
        try {
            return isPlain(text, findings) ? root(text, keys, findings) : Optional.empty();
        } catch (MarkedYAMLException e) {
            findings.error(Place.of(e.getProblemMark()), "yaml-syntax", Quoted.sentence(e.getProblem()), PLAIN_FIX);
        } catch (YAMLException e) {
            findings.error(Place.START, "yaml-syntax", Quoted.sentence(e.getMessage()), PLAIN_FIX);
        }
        return Optional.empty();
    }

    private static Optional<Fields> root(String text, Set<String> keys, Findings findings) {
        if (!(new Yaml(options()).compose(new StringReader(text)) instanceof MappingNode mapping)) {
            findings.error(Place.START, "not-a-mapping", "The file is not a mapping of keys to values.", PLAIN_FIX);
            return Optional.empty();
        }
        UnsupportedKeys.report(mapping, List.of(), findings);
        return Optional.of(new Fields(mapping, "", keys, findings));
    }

    // The events come before any node is made, so a bomb of aliases is refused while it is still a few bytes.
    private static boolean isPlain(String text, Findings findings) {
        boolean plain = true;
        int documents = 0;
        for (var event : new Yaml(options()).parse(new StringReader(text))) {
            var at = Place.of(event.getStartMark());
            if (event instanceof AliasEvent || event instanceof NodeEvent n && n.getAnchor() != null) {
                findings.error(at, "yaml-anchor", "Anchors and aliases are not read.", "write the value out");
                plain = false;
            } else if (tag(event) instanceof String tag) {
                findings.error(at, "yaml-tag", "The tag " + Quoted.of(tag) + " is not read.", "write the plain value");
                plain = false;
            } else if (event instanceof DocumentStartEvent && ++documents > 1) {
                findings.error(
                        at,
                        "several-documents",
                        "A second YAML document begins here.",
                        "one file, one partner: remove the --- and what follows it");
                plain = false;
            }
        }
        return plain;
    }

    private static @Nullable String tag(Object event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent start -> start.getTag();
            default -> null;
        };
    }

    private static @Nullable String decoded(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static LoaderOptions options() {
        var options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        options.setProcessComments(false);
        return options;
    }
}

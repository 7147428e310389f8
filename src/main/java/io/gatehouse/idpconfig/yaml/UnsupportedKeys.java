package io.gatehouse.idpconfig.yaml;

import io.gatehouse.idpconfig.names.UnsupportedPath;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Looks for unsupported settings among all keys of a file, at any depth, valid ones around them or not. */
final class UnsupportedKeys {
    private UnsupportedKeys() {}

    static void report(Node node, List<String> path, Findings findings) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> report(item, path, findings));
        }
        if (node instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    report(key, entry.getValueNode(), path, findings);
                }
            }
        }
    }

    private static void report(ScalarNode key, Node value, List<String> path, Findings findings) {
        var unsupported = UnsupportedPath.judge(path, key.getValue());
        if (unsupported.isEmpty()) {
            report(value, UnsupportedPath.below(path, key.getValue()), findings);
            return;
        }
        var setting = unsupported.get();
        findings.error(
                Place.of(key.getStartMark()),
                setting.reason().code(),
                Quoted.of(key.getValue()) + ": Gatehouse has no " + setting.title() + ". " + setting.why(),
                "remove it; " + setting.alternative());
    }
}

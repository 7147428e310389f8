package io.gatehouse.idpconfig.names;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges keys of nested documents: partner files and API bodies. */
public final class UnsupportedPath {
    /** Below this key stand free names, chosen by identity providers: {@code allowed_ips} may be one. */
    private static final String FREE_NAMES = "attributes";

    private UnsupportedPath() {}

    /** The unsupported setting that a key means, alone or together with the keys around it. */
    public static Optional<UnsupportedSetting> judge(List<String> path, String key) {
        if (!path.isEmpty() && path.getLast().equals(FREE_NAMES)) {
            return Optional.empty();
        }
        return UnsupportedSetting.of(key).or(() -> UnsupportedSetting.ofPath(below(path, key)));
    }

    /** The path of what lies below a key. */
    public static List<String> below(List<String> path, String key) {
        return Stream.concat(path.stream(), Stream.of(key)).toList();
    }
}

package io.gatehouse.identityprovider.metadata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is known of one vendor, {@code vendors/*.yaml}: the guide as it is written, and where its menus mend what is found. */
public final class VendorFile {
    private static final Map<Vendor, VendorFile> READ = new ConcurrentHashMap<>();

    private final Map<String, Object> content;

    private VendorFile(Map<String, Object> content) {
        this.content = content;
    }

    /** This vendor's; each vendor has one. */
    public static VendorFile of(Vendor vendor) {
        return READ.computeIfAbsent(vendor, VendorFile::read);
    }

    /** All that is in it, under its own names. */
    public Map<String, Object> content() {
        return content;
    }

    /** The vendor's name and its menu for this; empty where it has none to tell of. */
    Optional<String> menu(Mending mending) {
        return content.get("mending") instanceof Map<?, ?> menus
                ? Optional.ofNullable(menus.get(mending.code())).map(menu -> content.get("name") + ": " + menu)
                : Optional.empty();
    }

    private static VendorFile read(Vendor vendor) {
        var file = "/vendors/" + vendor.code() + ".yaml";
        try (var in = Objects.requireNonNull(VendorFile.class.getResourceAsStream(file), file)) {
            Map<String, Object> content = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return new VendorFile(Map.copyOf(content));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}

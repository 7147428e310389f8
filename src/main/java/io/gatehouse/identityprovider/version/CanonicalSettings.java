package io.gatehouse.identityprovider.version;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.keys.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The one form in which settings are kept and hashed: JSON with sorted keys that names only what differs from the defaults,
 * so that a setting added later changes no hash.
 */
public final class CanonicalSettings {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private CanonicalSettings() {}

    /** The canonical JSON. */
    public static String write(ProviderSettings settings) {
        try {
            ObjectNode tree = JSON.valueToTree(settings);
            ObjectNode defaults = JSON.valueToTree(ProviderSettings.DEFAULT);
            defaults.properties().forEach(d -> {
                if (d.getValue().equals(tree.get(d.getKey()))) {
                    tree.remove(d.getKey());
                }
            });
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The settings of canonical JSON. */
    public static ProviderSettings read(String json) {
        try {
            ObjectNode tree = JSON.valueToTree(ProviderSettings.DEFAULT);
            tree.setAll((ObjectNode) JSON.readTree(json));
            return JSON.treeToValue(tree, ProviderSettings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings in the database can't be read", e);
        }
    }

    /** The names of the settings in which the two differ. */
    public static TreeSet<String> differences(ProviderSettings one, ProviderSettings other) {
        ObjectNode before = JSON.valueToTree(one);
        ObjectNode after = JSON.valueToTree(other);
        var names = new TreeSet<String>();
        before.properties().forEach(p -> {
            if (!p.getValue().equals(after.get(p.getKey()))) {
                names.add(p.getKey());
            }
        });
        return names;
    }

    /** SHA-256 over settings, chosen entity and metadata, each with its length so that none runs into the next. */
    public static String hash(String settings, @Nullable String entityId, byte @Nullable [] metadata) {
        var digest = Sha256.start();
        add(digest, settings.getBytes(StandardCharsets.UTF_8));
        add(digest, entityId == null ? null : entityId.getBytes(StandardCharsets.UTF_8));
        add(digest, metadata);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, byte @Nullable [] part) {
        digest.update(((part == null ? "none" : part.length) + ":").getBytes(StandardCharsets.US_ASCII));
        if (part != null) {
            digest.update(part);
        }
    }
}

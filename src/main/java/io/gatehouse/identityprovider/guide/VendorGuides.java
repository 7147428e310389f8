package io.gatehouse.identityprovider.guide;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gatehouse.identityprovider.metadata.Vendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The guides that ship with us, {@code vendors/*.yaml}; the pages under {@code docs/how-to} are written from them. */
@Component
public class VendorGuides {
    private final Map<Vendor, VendorGuide> guides = new EnumMap<>(Vendor.class);

    /** All of them, in the order of {@link Vendor}. */
    public List<VendorGuide> all() {
        return Arrays.stream(Vendor.values()).map(this::of).toList();
    }

    /** This vendor's guide; each vendor has one. */
    public VendorGuide of(Vendor vendor) {
        synchronized (guides) {
            return guides.computeIfAbsent(vendor, VendorGuides::read);
        }
    }

    private static VendorGuide read(Vendor vendor) {
        var file = "/vendors/" + vendor.code() + ".yaml";
        try (var in = Objects.requireNonNull(VendorGuides.class.getResourceAsStream(file), file)) {
            Map<String, Object> content = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            content.put("vendor", vendor);
            return JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .build()
                    .convertValue(content, VendorGuide.class);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}

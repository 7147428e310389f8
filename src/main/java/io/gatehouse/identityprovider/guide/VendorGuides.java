package io.gatehouse.identityprovider.guide;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gatehouse.identityprovider.metadata.Vendor;
import io.gatehouse.identityprovider.metadata.VendorFile;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

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
        var content = new HashMap<>(VendorFile.of(vendor).content());
        content.put("vendor", vendor);
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .build()
                .convertValue(content, VendorGuide.class);
    }
}

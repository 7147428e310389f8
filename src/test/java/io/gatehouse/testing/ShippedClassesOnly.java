package io.gatehouse.testing;

import java.io.IOException;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Keeps the components of the tests out of a gateway's scan, so that it is made of what ships and nothing else. */
final class ShippedClassesOnly extends TypeExcludeFilter {
    @Override
    public boolean match(MetadataReader type, MetadataReaderFactory factory) throws IOException {
        return type.getResource().getURL().getPath().contains("/test-classes/");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShippedClassesOnly;
    }

    @Override
    public int hashCode() {
        return ShippedClassesOnly.class.hashCode();
    }
}

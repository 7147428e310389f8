package io.gatehouse.idpconfig.folder;

import io.gatehouse.identityprovider.metadata.MetadataReading;
import java.net.URI;

/** Where a declared provider's metadata comes from. */
public sealed interface MetadataSource {
    /** From nowhere yet: a draft that serves its SP metadata. */
    record None() implements MetadataSource {}

    /**
     * A file of the partner's folder, which was read and linted.
     *
     * @param reading what came of that
     */
    record File(String name, byte[] bytes, MetadataReading reading) implements MetadataSource {}

    /** An address to fetch it from. */
    record Url(URI address) implements MetadataSource {}
}

package io.gatehouse.idpconfig.folder;

import io.gatehouse.identityprovider.metadata.Terms;
import io.gatehouse.idpconfig.yaml.Text;

/** Gets at the metadata that a provider's entry names. */
interface MetadataNamed {
    /** The document of this name, held against these terms. */
    MetadataSource read(Text name, Terms terms);
}

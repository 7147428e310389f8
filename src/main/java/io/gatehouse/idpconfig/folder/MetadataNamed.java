package io.gatehouse.idpconfig.folder;

import io.gatehouse.idpconfig.yaml.Text;
import java.security.PublicKey;
import java.util.List;

/** Gets at the metadata that a provider's entry names. */
interface MetadataNamed {
    /** The document of this name, which must be signed by one of these keys; by whomever if there are none. */
    MetadataSource read(Text name, List<PublicKey> signers);
}

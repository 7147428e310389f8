package io.gatehouse.idpconfig.folder;

import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.idpconfig.yaml.Place;
import io.gatehouse.partner.PartnerId;

/** One entry of {@code identity-providers}: the connection as the file wants it. */
public record ProviderDeclaration(RegistrationId id, Place place, ProviderSettings settings, MetadataSource metadata) {
    /** What the connection is to be, with the document that lies in the folder, if any. */
    public ProviderDraft draft(PartnerId partner) {
        var document = metadata instanceof MetadataSource.File file ? file.bytes() : null;
        return new ProviderDraft(id, partner, settings, document);
    }
}

package io.gatehouse.idpconfig.folder;

import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.idpconfig.yaml.Place;

/** One entry of {@code identity-providers}: the connection as the file wants it. */
public record ProviderDeclaration(RegistrationId id, Place place, ProviderSettings settings, MetadataSource metadata) {}

package io.gatehouse.identityprovider.version;

import io.gatehouse.identityprovider.MetadataSigner;
import io.gatehouse.identityprovider.ProviderSettings;
import java.util.List;
import java.util.Map;

/** Settings that differ from the defaults in one thing. */
public final class TestSettings {
    private TestSettings() {}

    public static ProviderSettings withAttributes(Map<String, List<String>> attributes) {
        return with(attributes, ProviderSettings.Exceptions.NONE);
    }

    public static ProviderSettings allowingHttp() {
        return with(Map.of(), new ProviderSettings.Exceptions(null, false, false, false, false, false, true));
    }

    /** People come just in time, also by the provider's own start. */
    public static ProviderSettings lettingAnybodyIn() {
        var d = ProviderSettings.DEFAULT;
        return new ProviderSettings(
                ProviderSettings.Unsolicited.ACCEPT,
                d.unsolicitedRelayStates(),
                d.signAuthnRequests(),
                d.requireEncryptedAssertions(),
                d.requestedAuthnContext(),
                d.nameIdFormat(),
                d.subject(),
                d.clockSkew(),
                d.maxAssertionAge(),
                d.attributes(),
                ProviderSettings.Provisioning.JUST_IN_TIME,
                d.metadataSigners(),
                d.exceptions());
    }

    public static ProviderSettings signedBy(MetadataSigner... signers) {
        return with(Map.of(), ProviderSettings.Exceptions.NONE, List.of(signers));
    }

    public static ProviderSettings with(Map<String, List<String>> attributes, ProviderSettings.Exceptions exceptions) {
        return with(attributes, exceptions, List.of());
    }

    private static ProviderSettings with(
            Map<String, List<String>> attributes,
            ProviderSettings.Exceptions exceptions,
            List<MetadataSigner> signers) {
        var d = ProviderSettings.DEFAULT;
        return new ProviderSettings(
                d.unsolicited(),
                d.unsolicitedRelayStates(),
                d.signAuthnRequests(),
                d.requireEncryptedAssertions(),
                d.requestedAuthnContext(),
                d.nameIdFormat(),
                d.subject(),
                d.clockSkew(),
                d.maxAssertionAge(),
                attributes,
                d.provisioning(),
                signers,
                exceptions);
    }
}

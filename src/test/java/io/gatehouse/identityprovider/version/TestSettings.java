package io.gatehouse.identityprovider.version;

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

    public static ProviderSettings with(Map<String, List<String>> attributes, ProviderSettings.Exceptions exceptions) {
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
                exceptions);
    }
}

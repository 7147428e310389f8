package io.gatehouse.identityprovider;

import java.util.List;
import java.util.Map;

/** Settings that differ from the defaults in one thing. */
final class TestSettings {
    private TestSettings() {}

    static ProviderSettings withAttributes(Map<String, List<String>> attributes) {
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
                d.exceptions());
    }
}

package io.gatehouse.signin;

import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.portal.PortalRequest;
import io.gatehouse.signin.NextStep.OpenPortal;
import io.gatehouse.signin.flight.Journey;
import java.util.ArrayList;
import java.util.List;

/** Says to the portal who came and how they proved it. */
final class HandOffRequest {
    private HandOffRequest() {}

    static PortalRequest of(Journey journey, OpenPortal open) {
        var proof = open.proof();
        return new PortalRequest(
                journey.id(),
                open.account(),
                proof.provider() == null ? null : proof.provider().value(),
                proof.authenticatedAt(),
                amr(proof.type(), open.by()),
                proof.authnContexts().isEmpty() ? null : proof.authnContexts().getFirst(),
                journey.returnTo(),
                proof.samlSession(),
                open.untold());
    }

    // RFC 8176 has no value for federation, so the contract's private "fed" says that an IdP vouched.
    private static List<String> amr(AuthenticationType type, String secondFactor) {
        var amr = new ArrayList<>(List.of(type == AuthenticationType.SSO ? "fed" : "pwd"));
        switch (secondFactor) {
            case "totp" -> amr.addAll(List.of("otp", "mfa"));
            case "recovery-code", "idp" -> amr.add("mfa");
            default -> {} // not asked: one factor only, and it says so
        }
        return List.copyOf(amr);
    }
}

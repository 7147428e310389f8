package io.gatehouse.saml;

import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderSettings.Exceptions;
import io.gatehouse.identityprovider.ProviderSettings.Provisioning;
import io.gatehouse.identityprovider.ProviderSettings.SignAuthnRequests;
import io.gatehouse.identityprovider.ProviderSettings.Unsolicited;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Provider settings that differ from the default in one thing. */
public final class Settings {
    private Settings() {}

    public static ProviderSettings acceptingUnsolicited() {
        return of(Unsolicited.ACCEPT, false, List.of(), null, null, Map.of(), Exceptions.NONE);
    }

    public static ProviderSettings requiringEncryption() {
        return of(Unsolicited.REFUSE, true, List.of(), null, null, Map.of(), Exceptions.NONE);
    }

    public static ProviderSettings askingFor(String... contexts) {
        return of(Unsolicited.REFUSE, false, List.of(contexts), null, null, Map.of(), Exceptions.NONE);
    }

    public static ProviderSettings identifyingBy(String attribute) {
        return of(Unsolicited.REFUSE, false, List.of(), null, attribute, Map.of(), Exceptions.NONE);
    }

    public static ProviderSettings wantingFormat(String format) {
        return of(Unsolicited.REFUSE, false, List.of(), format, null, Map.of(), Exceptions.NONE);
    }

    public static ProviderSettings mapping(Map<String, List<String>> attributes) {
        return of(Unsolicited.REFUSE, false, List.of(), null, null, attributes, Exceptions.NONE);
    }

    public static ProviderSettings sha1Until(LocalDate day) {
        return excepting(new Exceptions(day, false, false, false, false, false, false));
    }

    public static ProviderSettings excepting(Exceptions exceptions) {
        return of(Unsolicited.REFUSE, false, List.of(), null, null, Map.of(), exceptions);
    }

    private static ProviderSettings of(
            Unsolicited unsolicited,
            boolean encrypted,
            List<String> contexts,
            @Nullable String format,
            @Nullable String subject,
            Map<String, List<String>> attributes,
            Exceptions exceptions) {
        return new ProviderSettings(
                unsolicited,
                List.of(),
                SignAuthnRequests.WHEN_WANTED,
                encrypted,
                contexts,
                format,
                subject,
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                attributes,
                Provisioning.INVITED_ONLY,
                List.of(),
                exceptions);
    }
}

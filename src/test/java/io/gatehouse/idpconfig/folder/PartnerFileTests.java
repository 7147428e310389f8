package io.gatehouse.idpconfig.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.ProviderSettings.Exceptions;
import io.gatehouse.identityprovider.ProviderSettings.Unsolicited;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.partner.SecondFactorPolicy.Rule;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerFileTests {
    @TempDir
    Path root;

    TestFolder folder;

    @BeforeEach
    void start() {
        folder = new TestFolder(root);
    }

    /** What is replaced, by what, and the place, rule and part of the text of the only finding. */
    @ParameterizedTest(name = "{0} as {1}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            partner: northwind             | partner: Northwind             | 1:10  | partner-id-invalid     | a-z, 0-9
            partner: northwind             | partner: southwind             | 1:10  | partner-not-folder     | southwind
            partner: northwind             | partnr: northwind              | 1:1   | unknown-key            | the nearest is 'partner'
            name: Northwind                | nmae: Northwind                | 2:1   | unknown-key            | the nearest is 'name'
            domains: [northwind.example]   | domains: [northwind]           | 3:11  | domain-invalid         | after the @
            domains: [northwind.example]   | domains: ['*.example.com']     | 3:11  | domain-invalid         | '*.example.com'
            domains: [northwind.example]   | domains: [a.example, 1.2.3.4]  | 3:22  | domain-invalid         | '1.2.3.4'
            domains: [northwind.example]   | domains: northwind.example     | 3:10  | wrong-type             | a list
            domains: [northwind.example]   | domains: []                    | 3:1   | no-domains             | domains
            domains: [northwind.example]   | domains: [a.example, A.example] | 3:22 | domain-twice           | twice
            [sso, cloud]                   | [sso, saml]                    | 4:29  | wrong-value            | sso, domain, cloud
            [sso, cloud]                   | []                             | 4:1   | no-authentication-type | sso, domain, cloud
            [sso, cloud]                   | [cloud]                        | 4:1   | no-effect              | sso
            reset: true                    | reset: yes                     | 5:30  | wrong-value            | true, false
            email: care@vendor.example     | email: care                    | 6:47  | email-invalid          | care
            , email: care@vendor.example   | , phone: '555'                 | 6:40  | unknown-key            | account-manager.
            policy: required               | policy: require                | 8:11  | wrong-value            | required, trust-idp, optional
            policy: required               | policy: trust-idp              | 8:3   | trust-idp-without-contexts | trusted-authn-contexts
            max-age: 8h                    | max-age: 8 hours               | 9:12  | wrong-value            | 60s, 5m, 8h
            max-age: 8h                    | max-age: 31d                   | 9:12  | out-of-range           | 30d
            max-age: 8h                    | trusted-authn-contexts: [mfa]  | 9:3   | no-effect              | trust-idp
            second-factor:                 | second-factors:                | 7:1   | unknown-key            | the nearest is 'second-factor'
            id: northwind-entra            | id: Entra!                     | 11:9  | provider-id-invalid    | a-z, 0-9
            clock-skew: 60s                | clock-skew: 6m                 | 13:17 | out-of-range           | between 0s and 5m
            clock-skew: 60s                | clock-skew: 60                 | 13:17 | wrong-value            | 60s, 5m, 8h
            clock-skew: 60s                | clock-skow: 60s                | 13:5  | unknown-key            | clock-skew
            clock-skew: 60s                | max-assertion-age: 25h         | 13:24 | out-of-range           | 1d
            clock-skew: 60s                | unsolicited: maybe             | 13:18 | wrong-value            | refuse, bounce, accept
            clock-skew: 60s                | unsolicited-relay-states: [a]  | 13:5  | no-effect              | accept
            clock-skew: 60s                | sign-authn-requests: never     | 13:26 | wrong-value            | when-wanted, always
            clock-skew: 60s                | insecure-sha1-until: soon      | 13:26 | wrong-value            | 2027-03-31
            clock-skew: 60s                | insecure-cbc: 1                | 13:19 | wrong-value            | true, false
            clock-skew: 60s                | attributes: { emial: [mail] }  | 13:19 | attribute-like-known   | 'email'
            clock-skew: 60s                | attributes: { email: mail }    | 13:26 | wrong-type             | a list
            clock-skew: 60s                | id: twice                      | 13:5  | duplicate-key          | line 11
            clock-skew: 60s                | metadata-url: 'https://i.example/m' | 13:19 | metadata-twice    | keep one
            metadata: entra.xml            | metadata-url: http://i.example | 12:19 | metadata-url-invalid   | https
            metadata: entra.xml            | metadata-url: https://10.0.0.1/m | 12:19 | metadata-url-invalid | IP address
            metadata: entra.xml            | metadata-url: https://localhost/ | 12:19 | metadata-url-invalid | public host name
            metadata: entra.xml            | metadata-url: https://a@i.example | 12:19 | metadata-url-invalid | user
            provisioning: invited-only     | provisioning: everyone         | 14:19 | wrong-value            | invited-only, just-in-time
            """)
    void findsTheOneThingWrong(String is, String becomes, String place, String rule, String part) {
        var found = folder.northwindWith(is, becomes).findings().stream()
                .filter(f -> f.rule().equals(rule))
                .toList();
        assertThat(found).as("%s", folder.findings()).hasSize(1);
        assertThat(found.getFirst().place()).isEqualTo("northwind/partner.yaml:" + place);
        assertThat(found.getFirst().message() + " " + found.getFirst().fix()).contains(part);
        assertThat(folder.partner().accepted().isEmpty())
                .isEqualTo(
                        found.getFirst().isError() || folder.findings().stream().anyMatch(ConfigFinding::isError));
    }

    @Test
    void reportsEveryFindingAtOnce() {
        folder.partner("northwind", """
                partner: northwind
                domains: [bad]
                second-factor: { policy: no-idea }
                identity-providers:
                  - metadata: nowhere.xml
                  - id: second
                    unsolicited: perhaps
                """);
        assertThat(folder.findings())
                .extracting(ConfigFinding::rule)
                .containsExactlyInAnyOrder(
                        "domain-invalid",
                        "no-domains",
                        "wrong-value",
                        "missing-key",
                        "metadata-file-missing",
                        "wrong-value");
    }

    @Test
    void takesDomainsInTheFormTheyAreComparedIn() {
        folder.northwindWith("[northwind.example]", "[Northwind.EXAMPLE, bücher.example]");
        assertThat(folder.partner().accepted().orElseThrow().partner().domains())
                .containsExactlyInAnyOrder("northwind.example", "xn--bcher-kva.example");
    }

    @Test
    void readsATrustedSecondFactor() {
        folder.northwindWith("policy: required", "policy: trust-idp\n  trusted-authn-contexts: [urn:mfa, mfa]");
        var policy = folder.partner().accepted().orElseThrow().partner().secondFactor();
        assertThat(policy.rule()).isEqualTo(Rule.TRUST_IDP);
        assertThat(policy.trustedAuthnContexts()).isEqualTo(List.of("urn:mfa", "mfa"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"refuse", "bounce", "accept"})
    void knowsEveryWayWithUnsolicitedResponses(String word) {
        folder.northwindProviderWith("unsolicited: " + word);
        var settings =
                folder.partner().accepted().orElseThrow().providers().getFirst().settings();
        assertThat(settings.unsolicited()).isEqualTo(Unsolicited.valueOf(word.toUpperCase(java.util.Locale.ROOT)));
        assertThat(folder.findings()).isEmpty();
    }

    @Test
    void warnsOfEachInsecureSettingAndAppliesThem() {
        folder.northwindProviderWith("""
                insecure-sha1-until: 2027-03-31
                    insecure-cbc: true
                    insecure-rsa1_5: true
                    insecure-canonicalization: true
                    insecure-missing-destination: true
                    insecure-long-validity: true
                    insecure-http-endpoints: true
                """);
        assertThat(folder.findings()).hasSize(7).allMatch(f -> f.rule().equals("insecure-setting") && !f.isError());
        assertThat(folder.partner()
                        .accepted()
                        .orElseThrow()
                        .providers()
                        .getFirst()
                        .settings()
                        .exceptions())
                .isEqualTo(new Exceptions(LocalDate.of(2027, 3, 31), true, true, true, true, true, true));
    }

    @Test
    void refusesATransientNameIdWithoutAnotherSubject() {
        var format = "name-id-format: urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
        assertThat(folder.northwindProviderWith(format).finding().rule()).isEqualTo("transient-without-subject");
        assertThat(folder.northwindProviderWith(format + "\n    subject: uid").findings())
                .isEmpty();
        assertThat(folder.partner()
                        .accepted()
                        .orElseThrow()
                        .providers()
                        .getFirst()
                        .settings()
                        .subject())
                .isEqualTo("uid");
    }

    @Test
    void takesAProviderWithoutMetadataAsADraft() {
        folder.partner("new", "partner: new\ndomains: [new.example]\nidentity-providers: [{ id: new-idp }]\n");
        var declared = folder.partner().accepted().orElseThrow();
        assertThat(declared.providers().getFirst().metadata()).isEqualTo(new MetadataSource.None());
        assertThat(declared.partner().name()).isEqualTo("new");
        assertThat(folder.findings()).isEmpty();
    }

    @Test
    void takesAnAddressToFetchMetadataFrom() {
        folder.partner("new", """
                partner: new
                domains: [new.example]
                identity-providers:
                  - id: new-idp
                    metadata-url: https://idp.example/metadata
                """);
        assertThat(folder.findings()).isEmpty();
        assertThat(folder.partner()
                        .accepted()
                        .orElseThrow()
                        .providers()
                        .getFirst()
                        .metadata())
                .isInstanceOf(MetadataSource.Url.class);
    }

    @Test
    void keepsAttributeNamesAsTheyAre() {
        folder.northwindProviderWith("attributes: { email: [mail, urn:x], allowed_ips: [allowed_ips] }");
        assertThat(folder.findings()).isEmpty();
        assertThat(folder.partner()
                        .accepted()
                        .orElseThrow()
                        .providers()
                        .getFirst()
                        .settings()
                        .attributes())
                .containsEntry("email", List.of("mail", "urn:x"));
    }
}

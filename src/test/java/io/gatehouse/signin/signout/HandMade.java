package io.gatehouse.signin.signout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.SigningKeys;
import io.gatehouse.identityprovider.lifecycle.Activation;
import io.gatehouse.identityprovider.lifecycle.Change;
import io.gatehouse.identityprovider.lifecycle.Configured;
import io.gatehouse.identityprovider.lifecycle.ProviderConfiguration;
import io.gatehouse.identityprovider.lifecycle.ProviderLifecycle;
import io.gatehouse.identityprovider.lifecycle.ProviderTrials;
import io.gatehouse.identityprovider.lifecycle.Step;
import io.gatehouse.identityprovider.version.TestSettings;
import io.gatehouse.keys.Sha256;
import io.gatehouse.partner.AccountManager;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.DomainProofs;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.partner.SecondFactorPolicy;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.TestIdentityProvider;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.transaction.support.TransactionOperations;

/** A partner of no file, whose one connection goes through its life; its people come just in time. */
final class HandMade {
    private static final Change BY = Change.by("test", Origin.INTERNAL);

    final LogoutScene scene = LogoutScene.shared();
    final PartnerId partner;
    final String id;
    private final RegistrationId provider;

    /** The partner owns {@code NAME.example}; its connection is {@code NAME-idp}. */
    HandMade(String name) {
        partner = new PartnerId(name);
        id = name + "-idp";
        provider = new RegistrationId(id);
        var made = new Partner(
                partner,
                name,
                Set.of(name + ".example"),
                Set.of(AuthenticationType.SSO),
                false,
                new AccountManager("Partner Care", "care@vendor.example"),
                new SecondFactorPolicy(SecondFactorPolicy.Rule.OPTIONAL, List.of(), Duration.ofHours(8)),
                null);
        in(() -> bean(Partners.class).save(made));
        bean(DomainProofs.class).vouch(partner, name + ".example", "test", Origin.INTERNAL);
    }

    /** Serves with this provider at once. */
    HandMade serving(TestIdentityProvider idp, String slo) {
        in(() -> assertThat(bean(ProviderConfiguration.class).configure(draft(idp, slo), "test", Origin.INTERNAL))
                .isNotInstanceOf(Configured.Refused.class));
        return later();
    }

    /** Serves nobody any more, and waits for metadata. */
    HandMade withdrawn() {
        var draft = new ProviderDraft(provider, partner, ProviderSettings.DEFAULT, null);
        in(() -> bean(ProviderConfiguration.class).configure(draft, "test", Origin.INTERNAL));
        return later();
    }

    /** This waits. */
    HandMade staged(TestIdentityProvider idp, String slo) {
        done(() -> bean(ProviderLifecycle.class).stage(draft(idp, slo), BY));
        return later();
    }

    /** What waits serves everybody. */
    HandMade activated() {
        done(() -> bean(ProviderLifecycle.class).activate(provider, new Activation(null, true, true), BY));
        return later();
    }

    /** What waits serves these people. */
    HandMade triedBy(String... names) {
        var people = java.util.Arrays.stream(names).map(this::email).toList();
        done(() -> bean(ProviderTrials.class).start(provider, new Activation(null, true, false), people, BY));
        return later();
    }

    HandMade later() {
        scene.clock.advance(Duration.ofSeconds(2)); // what a node knows may be a second old
        return this;
    }

    String email(String name) {
        return name + "@" + partner + ".example";
    }

    /** Departs from the log-on page with this person's address. */
    IdpTrip departs(HttpBrowser browser, String name, TestIdentityProvider idp) {
        var leaving = browser.get(scene.gateway.at("/sign-in")).submit("/sign-in", "email", email(name));
        assertThat(leaving.header("Refresh")).as(leaving.body()).isNotEmpty();
        var address = leaving.header("Refresh").replaceFirst("^0; url=/saml2/authenticate/", "");
        return IdpTrip.depart(browser, scene.gateway, idp, address);
    }

    /** Arrives as this person. */
    HttpBrowser.Page arrives(IdpTrip trip, String name) {
        return trip.answer(o -> o.nameId(name)
                .sessionIndex("_" + name)
                .attribute("email", email(name))
                .at(scene.clock.instant()));
    }

    /** Who of this partner's people has an open session. */
    List<String> open() {
        return scene.open().stream()
                .filter(who -> who.endsWith("@" + partner))
                .map(who -> who.replaceFirst("@.*", ""))
                .toList();
    }

    /** The reasons of refusals that were recorded of this connection. */
    List<String> refusals() {
        return scene.gateway.jdbc().sql("""
                        select type || ' ' || reason from login_event
                        where identity_provider = :id and outcome = 'failure' order by time, id""").param("id", id).query(String.class).list();
    }

    /** The keys that were seen to sign for this connection, by fingerprint. */
    List<String> keysSeenSigning() {
        return bean(SigningKeys.class).of(provider).stream()
                .filter(key -> key.lastSeenSigning() != null)
                .map(SigningKeys.Sighting::fingerprint)
                .toList();
    }

    /** How many versions are kept. */
    long versions() {
        return scene.gateway
                .jdbc()
                .sql("select count(*) from identity_provider_version where provider_id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    /** The fingerprint of what this provider signs with. */
    String fingerprint(TestIdentityProvider idp) {
        try {
            return Sha256.hex(idp.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    <T> T bean(Class<T> type) {
        return scene.gateway.bean(type);
    }

    void in(Runnable work) {
        bean(TransactionOperations.class).executeWithoutResult(_ -> work.run());
    }

    private void done(java.util.function.Supplier<Step> step) {
        in(() -> assertThat(step.get()).isInstanceOf(Step.Done.class));
    }

    private ProviderDraft draft(TestIdentityProvider idp, String slo) {
        var metadata = idp.metadataWithLogout("http://127.0.0.1:9/sso", slo).getBytes(StandardCharsets.UTF_8);
        return new ProviderDraft(provider, partner, TestSettings.lettingAnybodyIn(), metadata);
    }

    /** Posts a response that answers no request of ours. */
    HttpBrowser.Page unsolicited(HttpBrowser browser, TestIdentityProvider idp, String name) {
        var acs = scene.gateway.at("/login/saml2/sso/" + id);
        var order = io.gatehouse.testing.ResponseOrder.to(
                        acs.toString(),
                        scene.gateway.at("/saml2/metadata/" + id).toString())
                .nameId(name)
                .attribute("email", email(name))
                .at(scene.clock.instant());
        var text =
                java.util.Base64.getEncoder().encodeToString(idp.respond(order).getBytes(StandardCharsets.UTF_8));
        return browser.post(acs, Map.of("SAMLResponse", text));
    }
}

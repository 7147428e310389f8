package io.gatehouse.console.connect;

import static io.gatehouse.console.connect.IntakeScene.SSO;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.Program;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.SignedMetadata;
import io.gatehouse.testing.SigningRecipe;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestKeys;
import io.gatehouse.testing.Xml;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rows MD-5, MD-6 and MD-14 to MD-18: metadata of a connection that is there already, and what people are sent to
 * meanwhile.
 */
class MetadataChangeThreatsTests {
    private static final String MD = "urn:oasis:names:tc:SAML:2.0:metadata";
    private static final TestIdentityProvider IDP = IntakeScene.idp("change");
    private static final String EVIL = "https://evil.example/sso";

    private final IntakeScene scene = new IntakeScene();

    @Test
    void md5LooksAgainWhenSomebodySignsIn() {
        var until = Program.gateway().bean(Clock.class).instant().plusSeconds(60);
        scene.serving(IDP.metadata(SSO).replaceFirst("entityID", "validUntil=\"" + until + "\" entityID"));
        assertThat(IntakeScene.sentTo(scene.id)).startsWith(SSO);
        IntakeScene.later(Duration.ofSeconds(61));
        scene.nobodyIsSent(scene.id);
    }

    @Test
    void md6ShowsWhichKeysComeAndGoAndLetsNoneServeBeforeTheSecondWord() {
        var keys = TestKeys.rsa(2048);
        var signed = SignedMetadata.signed(IDP.metadata(SSO), keys);
        var served = scene.serving(signed);
        var edited = SignedMetadata.signed(IDP.metadata(SSO), keys, SigningRecipe.USUAL, document -> {
            var other = Xml.parse(TestIdentityProvider.withKeys(IDP.entityId(), TestKeys.rsa(2048))
                    .metadata(SSO));
            var role = Xml.first(document, MD, "IDPSSODescriptor");
            role.getParentNode()
                    .replaceChild(document.importNode(Xml.first(other, MD, "IDPSSODescriptor"), true), role);
        });

        var staged = scene.replace(edited).answered(200);

        assertThat(staged.body().at("/lint/findings"))
                .anyMatch(f -> f.get("rule").asText().equals("signature-invalid"));
        var before = served.at("/live/metadata/signing_keys/0/fingerprint");
        var after = staged.at("/staged/metadata/signing_keys/0/fingerprint");
        assertThat(staged.body().at("/differences").toString())
                .contains("key added: " + after, "key removed: " + before);
        assertThat(staged.at("/live/metadata/signing_keys/0/fingerprint")).isEqualTo(before);
        scene.admin.post(scene.one + "/activate").refused(409, "version-not-tested");
        scene.admin
                .post(scene.one + "/activate?untested=true&version=" + "0".repeat(64))
                .refused(409, "configuration-invalid");
        assertThat(scene.admin.get(scene.one).at("/live/version")).isEqualTo(served.at("/live/version"));
        scene.admin
                .post(scene.one + "/activate?untested=true&version=" + staged.at("/staged/version"))
                .answered(200);
        assertThat(Program.events(scene.partner).getFirst().details().values().get("differences"))
                .asString()
                .contains(before, after);
    }

    @Test
    void md6TakesOnlyWhatThePinnedSignerHasSigned() {
        var signer = TestKeys.rsa(2048);
        var pinned = "{\"partner\": \"" + scene.partner + "\", \"identity-providers\": [{\"id\": \"" + scene.id
                + "\", \"metadata-signers\": [\"" + SignedMetadata.certificate(signer) + "\"]}, {\"id\": \""
                + scene.drafted + "\"}]}";
        scene.admin.post(scene.all + "?id=" + scene.id).answered(201);
        scene.admin
                .header(
                        "If-Match",
                        scene.admin.get("/partners/" + scene.partner).etag())
                .put("/partners/" + scene.partner, pinned)
                .answered(200);

        var unsigned = scene.replace(IDP.metadata(SSO)).refused(422, "configuration-invalid");
        assertThat(unsigned.body().at("/findings"))
                .anyMatch(f -> f.get("rule").asText().equals("signature-missing")
                        && f.get("line").asInt() == 1);
        var stranger = SignedMetadata.signed(IDP.metadata(SSO), TestKeys.rsa(2048));
        assertThat(scene.replace(stranger)
                        .refused(422, "configuration-invalid")
                        .body()
                        .at("/findings"))
                .anyMatch(f -> f.get("rule").asText().equals("signature-untrusted"));
        assertThat(scene.admin.get(scene.one).body().at("/staged/metadata").isNull())
                .isTrue();
        scene.nobodyIsSent(scene.id);

        scene.replace(SignedMetadata.signed(IDP.metadata(SSO), signer)).answered(200);
        scene.admin.post(scene.one + "/activate?untested=true").answered(200);
        IntakeScene.later(Duration.ofSeconds(2));
        assertThat(IntakeScene.sentTo(scene.id)).startsWith(SSO);
        assertThat(scene.admin.get("/partners/" + scene.partner).at("/identity-providers/0/metadata-signers/0"))
                .isEqualTo(SignedMetadata.certificate(signer));
    }

    @Test
    void md14RelabelsNoConnectionWithoutSayingSo() {
        scene.serving(IDP.metadata(SSO));
        var other = IntakeScene.idp("other");
        scene.replace(other.metadata(EVIL)).answered(200);

        var refused = scene.admin.post(scene.one + "/activate?untested=true").refused(409, "entity-id-changes");

        assertThat(refused.at("/before")).isEqualTo(IDP.entityId());
        assertThat(refused.at("/after")).isEqualTo(other.entityId());
        assertThat(IntakeScene.sentTo(scene.id)).startsWith(SSO);
        scene.admin
                .post(scene.one + "/activate?untested=true&entity_id_change=true")
                .answered(200);
        assertThat(Program.events(scene.partner).getFirst().details().values())
                .containsEntry("entity_id_before", IDP.entityId());
    }

    @Test
    void md15SignsWhateverTheMetadataWantsWhereTheSettingsSayAlways() {
        var wanting = IDP.metadata(SSO).replace("<md:IDPSSO", "<md:IDPSSODescriptor WantAuthnRequestsSigned=\"%s\"");
        var yes = wanting.replace("\"%s\"Descriptor", "\"true\"");
        var no = wanting.replace("\"%s\"Descriptor", "\"false\"");
        scene.serving(yes);
        assertThat(IntakeScene.sentTo(scene.id)).contains("&SigAlg=", "&Signature=");
        var staged = scene.replace(no).answered(200);
        assertThat(staged.body().at("/differences").toString()).contains("wants requests signed no more");
        // A document that is fetched is held for that: HeldMetadataTests.
        assertThat(IntakeScene.sentTo(scene.id)).contains("&Signature=");
        var always = "{\"partner\": \"" + scene.partner + "\", \"identity-providers\": [{\"id\": \"" + scene.id
                + "\", \"sign-authn-requests\": \"always\"}]}";
        scene.admin
                .header(
                        "If-Match",
                        scene.admin.get("/partners/" + scene.partner).etag())
                .put("/partners/" + scene.partner, always)
                .answered(200);
        scene.admin.post(scene.one + "/activate?untested=true").answered(200);
        IntakeScene.later(Duration.ofSeconds(2));
        assertThat(scene.admin
                        .get(scene.one)
                        .body()
                        .at("/live/metadata/want_authn_requests_signed")
                        .asBoolean())
                .isFalse();
        assertThat(IntakeScene.sentTo(scene.id)).contains("&Signature=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:x:<script>alert(1)</script>", "urn:x:\"><img/src=x/onerror=alert(1)>"})
    void md16ShowsMarkupAsText(String entityId) {
        var markup = "\"&gt;&lt;script&gt;alert(1)&lt;/script&gt;".replace("\"", "&quot;");
        var document = TestIdentityProvider.named(entityId)
                .metadata(SSO)
                .replaceFirst("<md:IDPSSODescriptor", "<md:IDPSSODescriptor errorURL=\"" + markup + "\"")
                .replaceFirst(
                        "<md:KeyDescriptor",
                        "<md:Extensions><shibmd:Scope xmlns:shibmd=\"urn:mace:shibboleth:metadata:1.0\">" + markup
                                + "</shibmd:Scope><init:RequestInitiator xmlns:init=\"urn:oasis:names:tc:SAML:profiles:SSO:request-init\" Location=\""
                                + markup + "\"/><IPHint>" + markup + "</IPHint></md:Extensions><md:KeyDescriptor");
        var report = scene.paste(document);
        assertThat(report.uri().getPath()).endsWith("/report");
        assertThat(report.document().text()).contains(entityId);
        for (var page : List.of("report", "test", "activate", "attributes")) {
            assertThat(scene.read(scene.drafted, page).body()).as(page).doesNotContain("<script>alert", "<img/src");
        }
        assertThat(scene.upload(document).response().headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    }

    @Test
    void md17LetsAPartnersAdministratorTouchNoOtherPartner() {
        scene.serving(IDP.metadata(SSO));
        var before = scene.admin.get(scene.one);
        var other = new IntakeScene();
        var stranger = Program.of(other.partner).header("If-Match", "*");
        var evil = IntakeScene.bytes(IDP.metadata(EVIL));
        stranger.upload("PUT", scene.one + "/metadata", evil).refused(404, "not-found");
        stranger.upload("POST", scene.all + "?id=evil", evil).refused(404, "not-found");
        stranger.upload("PUT", other.all + "/" + scene.id + "/metadata", evil).refused(403, "scope-insufficient");
        var page = new HttpBrowser().getOnce(Program.gateway().at("/connect/providers/" + scene.id + "/metadata"));
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(other.read(scene.id, "metadata").status()).isEqualTo(404);
        assertThat(scene.admin.get(scene.one).etag()).isEqualTo(before.etag());
        assertThat(IntakeScene.sentTo(scene.id)).startsWith(SSO);
    }

    @Test
    void md18SwapsAtOnceSoThatNobodyMeetsHalfOfEach() throws Exception {
        var second = TestIdentityProvider.withKeys(IDP.entityId(), TestKeys.rsa(2048));
        var moved = SSO.replace("idp.", "new.");
        scene.serving(IDP.metadata(SSO));
        scene.replace(second.metadata(moved)).answered(200);
        scene.admin.post(scene.one + "/activate?untested=true").answered(200);
        var over = new AtomicBoolean();
        var seen = new ArrayList<Future<Set<String>>>();
        try (var threads = Executors.newFixedThreadPool(3)) {
            seen.add(threads.submit(() -> departures(over)));
            seen.add(threads.submit(() -> versions(over)));
            for (int i = 0; i < 20; i++) {
                scene.admin.post(scene.one + "/rollback").answered(200);
                IntakeScene.later(Duration.ofSeconds(2));
            }
            over.set(true);
            assertThat(seen.getFirst().get()).isSubsetOf(SSO, moved).isNotEmpty();
            assertThat(seen.getLast().get())
                    .isSubsetOf(
                            SSO + " " + IDP.publicKey().hashCode(),
                            moved + " " + second.publicKey().hashCode())
                    .hasSize(2);
        }
    }

    /** Where people were sent. */
    private Set<String> departures(AtomicBoolean over) {
        var seen = new TreeSet<String>();
        while (!over.get()) {
            seen.add(IntakeScene.sentTo(scene.id).replaceFirst("\\?.*", ""));
        }
        return seen;
    }

    /** Where, and by which key their answers would be judged. */
    private Set<String> versions(AtomicBoolean over) {
        var providers = Program.gateway().bean(IdentityProviders.class);
        var seen = new TreeSet<String>();
        while (!over.get()) {
            var metadata = Objects.requireNonNull(
                    providers.live(new RegistrationId(scene.id)).orElseThrow().metadata());
            var key = metadata.signingKeys().getFirst().certificate().getPublicKey();
            seen.add(metadata.preferredSignOn().orElseThrow().location() + " " + key.hashCode());
        }
        return seen;
    }
}

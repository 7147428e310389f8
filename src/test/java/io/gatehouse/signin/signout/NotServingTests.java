package io.gatehouse.signin.signout;

import static io.gatehouse.signin.signout.LogoutScene.IDP;
import static io.gatehouse.signin.signout.LogoutScene.SLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.TestSignIns;
import io.gatehouse.identityprovider.lifecycle.Change;
import io.gatehouse.identityprovider.lifecycle.ProviderLifecycle;
import io.gatehouse.idpconfig.PartnerEditing;
import io.gatehouse.testing.HttpBrowser;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection that may not serve is refused on every way there is, and each refusal is recorded. */
class NotServingTests {
    private static final Change BY = Change.by("test", Origin.INTERNAL);
    private static final String CODE = "identity-provider-not-active";

    /** Why it serves no more. */
    enum Because {
        IT_IS_RETIRED {
            @Override
            void make(HandMade made) {
                made.in(() -> made.bean(ProviderLifecycle.class).retire(new RegistrationId(made.id), BY));
            }
        },
        IT_IS_DISABLED {
            @Override
            void make(HandMade made) {
                made.withdrawn();
            }
        },
        ITS_PARTNER_IS_DELETED {
            @Override
            void make(HandMade made) {
                made.in(() -> made.bean(PartnerEditing.class).end(made.partner, _ -> true, BY));
            }
        };

        abstract void make(HandMade made);
    }

    @ParameterizedTest
    @EnumSource
    void refusesEveryWayThereIs(Because because) {
        var made = new HandMade("ns" + because.ordinal()).serving(IDP, SLO);
        var anna = new HttpBrowser();
        made.arrives(made.departs(anna, "anna", IDP), "anna");
        made.unsolicited(new HttpBrowser(), IDP, "carla");
        assertThat(made.open()).as("it served before").containsExactly("anna", "carla");
        var trip = made.departs(new HttpBrowser(), "ben", IDP);
        var live = made.bean(IdentityProviders.class)
                .live(new RegistrationId(made.id))
                .orElseThrow();
        var test = made.bean(TestSignIns.class).begin(new RegistrationId(made.id), live.hash(), "test");

        because.make(made);
        made.later();

        // Our own start, by its address and by the log-on page.
        var start = new HttpBrowser().getOnce(made.scene.gateway.at("/saml2/authenticate/" + made.id));
        assertThat(start.statusCode()).isEqualTo(403);
        assertThat(start.headers().firstValue("Location")).isEmpty();
        assertThat(start.body()).contains("data-reason=\"" + CODE + "\"");
        var page = new HttpBrowser()
                .get(made.scene.gateway.at("/sign-in"))
                .submit("/sign-in", "email", made.email("anna"));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.header("Refresh")).isEmpty();
        // What was under way, and what nobody asked for.
        assertThat(made.arrives(trip, "ben").reason()).isEqualTo(CODE);
        assertThat(made.unsolicited(new HttpBrowser(), IDP, "dora").reason()).isEqualTo(CODE);
        // A test sign-in.
        var tested = new HttpBrowser().getOnce(made.scene.gateway.at(test.path()));
        assertThat(tested.statusCode()).isEqualTo(403);
        assertThat(tested.headers().firstValue("Location")).isEmpty();
        // Its logout: nobody is ended by it, nobody is sent to it.
        var logout = made.scene.redirect(new HttpBrowser(), made.id, made.scene.request(made.id, "anna"));
        assertThat(logout.status()).isEqualTo(403);
        assertThat(logout.http.headers().firstValue("Location")).isEmpty();
        assertThat(logout.http.body()).contains("data-reason=\"" + CODE + "\"");
        assertThat(made.open()).containsExactly("anna", "carla");
        var out = anna.get(made.scene.gateway.at("/sign-out")).submit("/sign-out");
        assertThat(out.header("Refresh")).isEmpty();
        assertThat(made.open()).containsExactly("carla");

        assertThat(made.refusals())
                .contains("first-factor " + CODE, "sign-out " + CODE)
                .allMatch(event -> event.endsWith(" " + CODE));
        assertThat(Collections.frequency(made.refusals(), "first-factor " + CODE))
                .as("start, response, tile and test")
                .isEqualTo(4);
    }

    @Test
    void knowsNothingOfAConnectionThatNeverWas() {
        var scene = LogoutScene.shared();
        for (String path : new String[] {"/saml2/authenticate/", "/logout/saml2/slo/", "/saml2/metadata/"}) {
            assertThat(new HttpBrowser()
                            .getOnce(scene.gateway.at(path + "nobody"))
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(scene.gateway
                        .jdbc()
                        .sql("select count(*) from login_event where identity_provider = 'nobody'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void letsOnlyThePeopleNamedInByADraftThatWasNeverLive() {
        var made = new HandMade("trial").staged(IDP, SLO).triedBy("anna", "berta");
        made.arrives(made.departs(new HttpBrowser(), "anna", IDP), "anna");
        assertThat(made.open()).containsExactly("anna");

        var other =
                new HttpBrowser().get(made.scene.gateway.at("/sign-in")).submit("/sign-in", "email", made.email("ben"));
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.reason()).isEqualTo(CODE);
        // Whoever types another's address is known when they arrive.
        assertThat(made.arrives(made.departs(new HttpBrowser(), "anna", IDP), "ben")
                        .reason())
                .isEqualTo(CODE);
        assertThat(new HttpBrowser()
                        .getOnce(made.scene.gateway.at("/saml2/authenticate/" + made.id))
                        .statusCode())
                .isEqualTo(403);
        assertThat(made.unsolicited(new HttpBrowser(), IDP, "anna").reason()).isEqualTo(CODE);
        assertThat(made.open()).containsExactly("anna");

        // Who vouched for them may sign them out.
        var berta = new HttpBrowser();
        made.arrives(made.departs(berta, "berta", IDP), "berta");
        var logout = made.scene.redirect(new HttpBrowser(), made.id, made.scene.request(made.id, "anna"));
        assertThat(logout.codes()).containsExactly("Success");
        assertThat(made.open()).containsExactly("berta");
        var out = berta.get(made.scene.gateway.at("/sign-out")).submit("/sign-out");
        assertThat(out.header("Refresh")).startsWith("0; url=" + SLO);
        assertThat(made.open()).isEmpty();
    }
}

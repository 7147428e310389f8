package io.gatehouse.testing;

import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import com.warrenstrange.googleauth.GoogleAuthenticator;
import io.gatehouse.account.Account;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.Invitations;
import io.gatehouse.account.role.Appointment;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.Origin;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Somebody with a password and an authenticator app, invited into a partner of a gateway; with a browser. */
public final class TestOperator {
    /** Everybody's password. */
    public static final String PASSWORD = "correct gannet battery";

    private final Gateway gateway;
    private final TestClock clock;
    private final PartnerId partner;
    private final String email;
    private final HttpBrowser browser = new HttpBrowser();
    private String key = "";

    private TestOperator(Gateway gateway, TestClock clock, String partner, String email) {
        this.gateway = gateway;
        this.clock = clock;
        this.partner = new PartnerId(partner);
        this.email = email;
    }

    /** Invites somebody so; they accept with their password. */
    public static TestOperator invited(
            Gateway gateway, TestClock clock, String partner, String email, Appointment appointment) {
        var operator = new TestOperator(gateway, clock, partner, email);
        operator.accepts(operator.link(appointment));
        return operator;
    }

    private URI link(Appointment appointment) {
        var into = gateway.bean(Partners.class).find(partner).orElseThrow();
        var context = new EventContext(Subject.ofPartner(partner.value()), Origin.INTERNAL);
        return switch (gateway.bean(Invitations.class).invite(email, into, appointment, "cli", context)) {
            case Invitations.Answer.Invited invited -> URI.create(invited.link());
            case Invitations.Answer.Refused(var why) -> throw new AssertionError(why);
        };
    }

    private void accepts(URI link) {
        var page = browser.get(link).submit("/invitation/", "password", PASSWORD);
        if (page.status() != 200) {
            throw new AssertionError(page.status() + " " + page.document().text());
        }
    }

    public HttpBrowser browser() {
        return browser;
    }

    public String email() {
        return email;
    }

    /** Their account. */
    public Account account() {
        return gateway.bean(Accounts.class).find(partner, email).orElseThrow();
    }

    /** Goes to the console and through the whole sign-in, enrolling the first time; where it ends. */
    public HttpBrowser.Page entersConsole() {
        return throughSecondFactor(givesPassword(gateway.at("/console").toString(), PASSWORD));
    }

    /** Starts at an address, gives the e-mail address if asked, and this password. */
    public HttpBrowser.Page givesPassword(String start, String password) {
        var page = browser.get(start);
        if (!page.uri().getPath().equals("/sign-in/password")) {
            page = page.submit("/sign-in", "email", email);
        }
        return page.submit("/sign-in/password", "email", email, "password", password);
    }

    /** From a page of the second factor to wherever it leads. */
    public HttpBrowser.Page throughSecondFactor(HttpBrowser.Page page) {
        clock.advance(Duration.ofSeconds(90)); // no code serves twice
        if (page.uri().getPath().endsWith("/enrol")) {
            key = page.text("#key").replace(" ", "");
            return page.submit("/enrol", "code", code()).submit("/sign-in/next");
        }
        if (key.isEmpty()) {
            throw new AssertionError("not at the second factor but " + page.status() + " at " + page.uri() + ": "
                    + page.document().text());
        }
        return page.submit("/sign-in/second-factor", "code", code());
    }

    /** The code their app shows now. */
    public String code() {
        return "%06d"
                .formatted(new GoogleAuthenticator()
                        .getTotpPassword(key, clock.instant().toEpochMilli()));
    }

    /** A page of the console. */
    public HttpBrowser.Page sees(String path) {
        return browser.get(gateway.at(path));
    }

    /** A real browser that their session of the console is in. */
    public Visitor at(Chromium chromium, Look look) {
        var visitor = chromium.open(look);
        var base = gateway.base();
        visitor.context()
                .addCookies(List.of(
                        new Cookie("gatehouse-console", browser.cookies(base).get("gatehouse-console"))
                                .setUrl(base.toString())
                                .setHttpOnly(true)
                                .setSameSite(SameSiteAttribute.LAX)));
        return visitor;
    }
}

package io.gatehouse.saml;

import io.gatehouse.keys.ServiceKeyUses;
import io.gatehouse.keys.ServiceKeys;
import io.gatehouse.saml.arrival.ArrivalFilter;
import io.gatehouse.saml.arrival.ArrivalLimits;
import io.gatehouse.saml.arrival.Arrivals;
import io.gatehouse.saml.departure.DepartureFilter;
import io.gatehouse.saml.departure.Departures;
import io.gatehouse.saml.descriptor.ServiceAddresses;
import io.gatehouse.saml.gate.ProviderGate;
import io.gatehouse.saml.judgement.ResponseJudge;
import io.gatehouse.saml.logout.LogoutFilter;
import io.gatehouse.saml.logout.LogoutTerms;
import io.gatehouse.saml.pending.Bounces;
import io.gatehouse.saml.pending.PendingCookies;
import io.gatehouse.saml.pending.PendingLogouts;
import io.gatehouse.saml.request.AuthnRequestWriter;
import io.gatehouse.saml.request.PostPage;
import io.gatehouse.saml.request.RequestIds;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The SAML filters, for the door that stands behind them. They go before every filter that reads parameters, creates
 * sessions or checks CSRF tokens: a response is a cross-site POST whose body is read raw and bounded.
 */
@Component
public class SamlFilters {
    /** {@code GET}: where browsers depart to their identity provider. */
    public static final String DEPARTURE = ServiceAddresses.DEPARTURE;

    /** {@code POST}: where identity providers have responses delivered. */
    public static final String ARRIVAL = ServiceAddresses.ARRIVAL;

    /** {@code GET}: our metadata, served by a controller to anybody. */
    public static final String METADATA = ServiceAddresses.METADATA;

    /** {@code GET} and {@code POST}: where logout messages come. */
    public static final String LOGOUT = ServiceAddresses.LOGOUT;

    private final ProviderGate gate;
    private final PendingCookies cookies;
    private final Departures departures;
    private final Arrivals arrivals;
    private final ArrivalLimits limits;
    private final PostPage page;
    private final LogoutTerms terms;
    private final PendingLogouts logouts;
    private final Bounces bounces;

    SamlFilters(
            ProviderGate gate,
            PendingCookies cookies,
            RequestIds ids,
            AuthnRequestWriter writer,
            ServiceAddresses addresses,
            ServiceKeys keys,
            ServiceKeyUses uses,
            ResponseJudge judge,
            ArrivalLimits limits,
            PostPage page,
            LogoutTerms terms,
            PendingLogouts logouts,
            Bounces bounces,
            Clock clock) {
        this.gate = gate;
        this.cookies = cookies;
        this.departures = new Departures(ids, writer, addresses, keys::all, clock);
        this.arrivals = new Arrivals(judge::examine, cookies, addresses, keys::all, uses::saw, clock);
        this.limits = limits;
        this.page = page;
        this.terms = terms;
        this.logouts = logouts;
        this.bounces = bounces;
    }

    /** The filter of logout messages; it passes on what is not on its path. */
    public Filter before(LogoutDoor door) {
        return new LogoutFilter(door, gate, limits, terms, logouts, page);
    }

    /** The filters of departure and arrival, in order; each passes on what is not on its path. */
    public List<Filter> before(SignInDoor door) {
        return List.of(
                new DepartureFilter(door, gate, departures, cookies, bounces, page),
                new ArrivalFilter(door, gate, limits, arrivals, cookies, bounces));
    }
}

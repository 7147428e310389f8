package io.gatehouse.saml.logout;

import io.gatehouse.saml.Asserted.NameIdentifier;
import io.gatehouse.saml.PendingLogout;
import io.gatehouse.saml.SingleLogout.Farewell;
import io.gatehouse.saml.SingleLogout.Party;
import io.gatehouse.saml.gate.ProviderGate;
import io.gatehouse.saml.gate.ProviderGate.Passage;
import io.gatehouse.saml.pending.PendingLogouts;
import io.gatehouse.saml.request.PostPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A logout of our own on its way to the provider. */
public final class LogoutStart {
    private final ProviderGate gate;
    private final LogoutTerms terms;
    private final PendingLogouts pending;
    private final PostPage page;
    private final Clock clock;

    /** Through this gate. */
    public LogoutStart(ProviderGate gate, LogoutTerms terms, PendingLogouts pending, PostPage page, Clock clock) {
        this.gate = gate;
        this.terms = terms;
        this.pending = pending;
        this.page = page;
        this.clock = clock;
    }

    /** See {@link io.gatehouse.saml.SingleLogout#sendOff}. */
    public Farewell sendOff(
            HttpServletRequest request,
            HttpServletResponse response,
            Party party,
            NameIdentifier name,
            @Nullable String sessionIndex,
            String reference)
            throws IOException {
        var provider = party.provider();
        var sending = sending(party);
        var endpoint = sending.flatMap(open -> open.metadata().preferredLogout());
        if (sending.isEmpty() || endpoint.isEmpty()) {
            return new Farewell.Nowhere();
        }
        String id = terms.newId();
        var outgoing = terms.request(provider, endpoint.get(), id, name, sessionIndex);
        pending.add(
                response,
                new PendingLogout(
                        id,
                        clock.instant(),
                        provider,
                        reference,
                        sending.get().provider().version().hash()));
        return switch (outgoing) {
            case Outgoing.ByRedirect(var address) -> new Farewell.ByRedirect(address);
            case Outgoing.ByPost post -> {
                post.write(response, page);
                yield new Farewell.Answered();
            }
        };
    }

    // By the version that the session came by. Where that may be used no more the request goes nowhere, and the page
    // says so: what serves now may be another party, and the person's name is none of its business.
    private Optional<Passage.Open> sending(Party party) {
        var provider = gate.find(party.provider().value());
        var live = provider.map(gate::passage)
                .filter(Passage.Open.class::isInstance)
                .map(Passage.Open.class::cast);
        if (party.version() == null) {
            return live;
        }
        return Stream.concat(live.stream(), provider.stream().flatMap(p -> gate.ofSessions(p).stream()))
                .filter(open -> open.provider().version().hash().equals(party.version()))
                .findFirst();
    }
}

package io.gatehouse.saml.logout;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.metadata.Endpoint;
import io.gatehouse.identityprovider.metadata.Endpoint.Binding;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.saml.LogoutDoor;
import io.gatehouse.saml.LogoutDoor.Ending;
import io.gatehouse.saml.arrival.ArrivalLimits;
import io.gatehouse.saml.binding.BrowserMessage;
import io.gatehouse.saml.binding.BrowserMessage.Carrier;
import io.gatehouse.saml.binding.PostedForm;
import io.gatehouse.saml.binding.RedirectQuery;
import io.gatehouse.saml.binding.Unacceptable;
import io.gatehouse.saml.descriptor.ServiceAddresses;
import io.gatehouse.saml.gate.ProviderGate;
import io.gatehouse.saml.gate.ProviderGate.Passage;
import io.gatehouse.saml.gate.SamlFilter;
import io.gatehouse.saml.logout.LogoutJudge.Verdict;
import io.gatehouse.saml.message.Status;
import io.gatehouse.saml.pending.PendingLogouts;
import io.gatehouse.saml.request.PostPage;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;

/**
 * {@code /logout/saml2/slo/{registrationId}}: a provider's logout requests, and its answers to ours (SAML Profiles 4.4), by
 * Redirect and by POST, through the same gate as sign-ins.
 */
public final class LogoutFilter extends SamlFilter {
    private static final String PARTIAL = "urn:oasis:names:tc:SAML:2.0:status:PartialLogout";
    private static final String REQUESTER = "urn:oasis:names:tc:SAML:2.0:status:Requester";

    private final LogoutDoor door;
    private final ProviderGate gate;
    private final ArrivalLimits limits;
    private final LogoutTerms terms;
    private final PendingLogouts pending;
    private final PostPage page;

    /** Logout messages through this gate. */
    public LogoutFilter(
            LogoutDoor door,
            ProviderGate gate,
            ArrivalLimits limits,
            LogoutTerms terms,
            PendingLogouts pending,
            PostPage page) {
        super(ServiceAddresses.LOGOUT, Set.of(HttpMethod.GET, HttpMethod.POST), gate, door::refuse);
        this.door = door;
        this.gate = gate;
        this.limits = limits;
        this.terms = terms;
        this.pending = pending;
        this.page = page;
    }

    // Whoever came by a version that serves no more, or not yet, may still be signed out by who vouched for them.
    @Override
    protected Passage passage(HttpServletRequest request, IdentityProvider provider) {
        var live = gate.passage(provider);
        return live instanceof Passage.Open
                ? live
                : gate.ofSessions(provider).stream()
                        .<Passage>map(open -> open)
                        .findFirst()
                        .orElse(live);
    }

    @Override
    protected void serve(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            IdentityProvider provider,
            IdpMetadata metadata)
            throws IOException {
        BrowserMessage message;
        try {
            message = read(request);
        } catch (Unacceptable e) {
            door.refuse(request, response, provider, e.refusal());
            return;
        }
        var parties = parties(provider, metadata);
        switch (message.kind()) {
            case REQUEST -> asked(request, response, parties, message);
            case RESPONSE -> answered(request, response, parties, message);
        }
    }

    /** What passed the gate, and then the versions that sessions may have come by. */
    private List<Passage.Open> parties(IdentityProvider provider, IdpMetadata metadata) {
        var first = new Passage.Open(provider, metadata);
        var others = gate.ofSessions(provider).stream().filter(open -> !isSame(open, first));
        return Stream.concat(Stream.of(first), others).toList();
    }

    private static boolean isSame(Passage.Open one, Passage.Open other) {
        return one.provider().version().hash().equals(other.provider().version().hash());
    }

    /** Judged by the first version whose keys the message is by; by the first of all if by none's. */
    private Heard hear(List<Passage.Open> parties, Function<LogoutJudge, Verdict> judgement) {
        return parties.stream()
                .map(open -> new Heard(
                        open, judgement.apply(new LogoutJudge(terms.party(open.provider(), open.metadata())))))
                .filter(heard -> heard.verdict().authentic())
                .findFirst()
                .orElseGet(() -> new Heard(
                        parties.getFirst(),
                        judgement.apply(new LogoutJudge(terms.party(
                                parties.getFirst().provider(),
                                parties.getFirst().metadata())))));
    }

    private record Heard(Passage.Open by, Verdict verdict) {}

    private BrowserMessage read(HttpServletRequest request) throws IOException, Unacceptable {
        int longest = (int) limits.response().toBytes();
        return HttpMethod.POST.matches(request.getMethod())
                ? PostedForm.read(request, (int) limits.body().toBytes(), longest)
                : RedirectQuery.read(request.getQueryString(), longest);
    }

    private void asked(
            HttpServletRequest request,
            HttpServletResponse response,
            List<Passage.Open> parties,
            BrowserMessage message)
            throws IOException {
        var heard = hear(parties, judge -> judge.ofRequest(message));
        var provider = heard.by().provider();
        var metadata = heard.by().metadata();
        switch (heard.verdict()) {
            case Verdict.Asked(var logout) -> {
                var ending = door.end(request, response, provider, logout);
                answer(request, response, provider, metadata, message, logout.requestId(), ending);
            }
            case Verdict.Refused(var why, var answerTo) -> {
                if (answerTo == null || endpoint(metadata, message.carrier()).isEmpty()) {
                    door.refuse(request, response, provider, why);
                } else {
                    door.decline(request, provider, why);
                    answer(request, response, provider, metadata, message, answerTo, Ending.REFUSED);
                }
            }
            case Verdict.Answered _ -> throw new IllegalStateException("a request was judged as an answer");
        }
    }

    private void answered(
            HttpServletRequest request,
            HttpServletResponse response,
            List<Passage.Open> parties,
            BrowserMessage message)
            throws IOException {
        var provider = parties.getFirst().provider();
        var awaited = pending.of(request, provider.id()).orElse(null);
        // Whom we asked is who answers.
        var asked = parties.stream()
                .filter(open ->
                        awaited != null && open.provider().version().hash().equals(awaited.version()))
                .findFirst()
                .orElse(parties.getFirst());
        var verdict = new LogoutJudge(terms.party(asked.provider(), asked.metadata()))
                .ofAnswer(message, awaited == null ? null : awaited.requestId());
        var answer = switch (verdict) {
            case Verdict.Answered(var status) -> {
                pending.remove(response);
                yield status.successful()
                        ? new LogoutDoor.Answer.Complete()
                        : new LogoutDoor.Answer.Incomplete(status.codes());
            }
            case Verdict.Refused refused -> new LogoutDoor.Answer.Unbelievable(refused.why());
            case Verdict.Asked _ -> throw new IllegalStateException("an answer was judged as a request");
        };
        door.answered(request, response, asked.provider(), awaited, answer);
    }

    private void answer(
            HttpServletRequest request,
            HttpServletResponse response,
            IdentityProvider provider,
            IdpMetadata metadata,
            BrowserMessage message,
            String answerTo,
            Ending ending)
            throws IOException {
        var endpoint = endpoint(metadata, message.carrier());
        if (endpoint.isEmpty()) {
            door.ended(request, response, provider, ending);
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        switch (terms.answer(provider.id(), endpoint.get(), answerTo, codes(ending), message.relayState())) {
            case Outgoing.ByRedirect(var address) -> {
                response.setStatus(HttpServletResponse.SC_SEE_OTHER);
                response.setHeader("Location", address);
            }
            case Outgoing.ByPost post -> post.write(response, page);
        }
    }

    /** Where an answer goes: by the binding that the request came by, if the provider has it. */
    private static Optional<Endpoint> endpoint(IdpMetadata metadata, Carrier carrier) {
        Binding same = carrier == Carrier.POST ? Binding.POST : Binding.REDIRECT;
        return metadata.singleLogout().stream()
                .filter(e -> e.binding() == same)
                .findFirst()
                .or(metadata::preferredLogout);
    }

    private static List<String> codes(Ending ending) {
        return switch (ending) {
            case WHOLE -> List.of(Status.SUCCESS);
            case PARTIAL -> List.of(Status.SUCCESS, PARTIAL); // a second-level code (SAML Core 3.7.3.2)
            case REFUSED -> List.of(REQUESTER);
        };
    }
}

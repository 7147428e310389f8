package io.gatehouse.api.partner;

import io.gatehouse.api.Problem;
import io.gatehouse.api.ProblemException;
import io.gatehouse.api.call.Answer;
import io.gatehouse.api.call.Answers;
import io.gatehouse.api.call.Bodies;
import io.gatehouse.api.call.Calls;
import io.gatehouse.api.call.Members;
import io.gatehouse.partner.DomainProof;
import io.gatehouse.partner.DomainProofs;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The domains that a partner claims, and what proves that they are its own. */
@RestController
class DomainsController {
    private static final String ALL = "/api/v1/partners/{partner}/domains";
    private static final String ONE = ALL + "/{domain}";

    private final Calls calls;
    private final Bodies bodies;
    private final Answers answers;
    private final DomainProofs proofs;

    DomainsController(Calls calls, Bodies bodies, Answers answers, DomainProofs proofs) {
        this.calls = calls;
        this.bodies = bodies;
        this.answers = answers;
        this.proofs = proofs;
    }

    @GetMapping(ALL)
    ResponseEntity<byte[]> list(HttpServletRequest request, @PathVariable("partner") String partnerId) {
        var partner = calls.of(request).reads(partnerId);
        var items =
                proofs.of(partner.id()).stream().map(DomainsController::view).toList();
        return answers.to(Answer.ok(Members.of("items", items).and("next", null).map()));
    }

    /** Asks DNS now, outside of every transaction; what it proves is recorded as its own doing, not the caller's. */
    @PostMapping(ONE + "/check")
    ResponseEntity<byte[]> check(
            HttpServletRequest request,
            @PathVariable("partner") String partnerId,
            @PathVariable("domain") String domain) {
        var call = calls.of(request);
        var partner = call.looksAfter(partnerId);
        bodies.members(call, partnerId);
        return answers.to(Answer.ok(found(proofs.check(partner.id(), domain))));
    }

    @PostMapping(ONE + "/vouch")
    ResponseEntity<byte[]> vouch(
            HttpServletRequest request,
            @PathVariable("partner") String partnerId,
            @PathVariable("domain") String domain) {
        var call = calls.of(request);
        // Nobody vouches for themselves: a partner's own token never does.
        var partner = call.changes(partnerId);
        bodies.members(call, partnerId);
        return answers.once(
                call,
                new byte[0],
                () -> Answer.ok(
                        found(proofs.vouch(partner.id(), domain, call.token().actor(), call.origin()))));
    }

    private static Map<String, @Nullable Object> found(Optional<DomainProof> proof) {
        return view(proof.orElseThrow(() -> new ProblemException(Problem.notFound())));
    }

    private static Map<String, @Nullable Object> view(DomainProof proof) {
        var how = proof.how();
        return Members.of("domain", proof.domain())
                .and("proved", proof.proved())
                .and("proved_at", proof.provedAt())
                .and("how", how == null ? null : how.code())
                .and("proved_by", proof.provedBy())
                .and("challenge_name", proof.challengeName())
                .and("challenge", proof.challenge())
                .and("checked_at", proof.checkedAt())
                .map();
    }
}

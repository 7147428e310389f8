package io.gatehouse.api.partner;

import io.gatehouse.api.Problem;
import io.gatehouse.api.ProblemException;
import io.gatehouse.api.call.Answer;
import io.gatehouse.api.call.Answers;
import io.gatehouse.api.call.Bodies;
import io.gatehouse.api.call.Call;
import io.gatehouse.api.call.Calls;
import io.gatehouse.api.call.Members;
import io.gatehouse.api.call.Tags;
import io.gatehouse.identityprovider.fetch.MetadataFetcher;
import io.gatehouse.identityprovider.lifecycle.Change;
import io.gatehouse.idpconfig.PartnerEdit;
import io.gatehouse.idpconfig.PartnerEditing;
import io.gatehouse.idpconfig.folder.PartnerBody;
import io.gatehouse.idpconfig.folder.PartnerDeclaration;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.reason.CallReason;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Partners: partner.yaml as JSON. */
@RestController
class PartnersController {
    private static final String ALL = "/api/v1/partners";
    private static final String ONE = "/api/v1/partners/{partner}";

    private final Calls calls;
    private final Bodies bodies;
    private final Answers answers;
    private final Partners partners;
    private final PartnerEditing editing;
    private final PartnerViews views;
    private final MetadataFetcher fetcher;
    private final Farewell farewell;

    PartnersController(
            Calls calls,
            Bodies bodies,
            Answers answers,
            Partners partners,
            PartnerEditing editing,
            PartnerViews views,
            MetadataFetcher fetcher,
            Farewell farewell) {
        this.calls = calls;
        this.bodies = bodies;
        this.answers = answers;
        this.partners = partners;
        this.editing = editing;
        this.views = views;
        this.fetcher = fetcher;
        this.farewell = farewell;
    }

    @GetMapping(ALL)
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        var call = calls.of(request, "search", "cursor", "limit");
        call.readsAll();
        int limit = call.limit();
        var after = call.parameter("cursor")
                .map(PartnersController::id)
                .map(PartnerId::value)
                .orElse("");
        var search = call.parameter("search").orElse("");
        var found = partners.page(search, after, limit + 1);
        var page = found.subList(0, Math.min(limit, found.size()));
        return answers.to(Answer.ok(
                Members.of("items", page.stream().map(PartnerViews::line).toList())
                        .and("next", found.size() > limit ? page.getLast().id().value() : null)
                        .map()));
    }

    @PostMapping(ALL)
    ResponseEntity<byte[]> create(HttpServletRequest request) {
        var call = calls.of(request);
        call.changesAll();
        var body = bodies.json(call, null);
        var read = PartnerBody.read(body, null, fetcher::fault);
        var declared = declared(read);
        return answers.once(call, body, () -> {
            var partner = done(editing.create(declared, call.change()), read).partner();
            return Answer.created(ALL + "/" + partner.id(), views.of(partner, call))
                    .tagged(views.tag(partner));
        });
    }

    @GetMapping(ONE)
    ResponseEntity<byte[]> read(HttpServletRequest request, @PathVariable("partner") String id) {
        var call = calls.of(request);
        var partner = call.reads(id);
        return answers.to(Answer.ok(views.of(partner, call)).tagged(views.tag(partner)));
    }

    @PutMapping(ONE)
    ResponseEntity<byte[]> replace(HttpServletRequest request, @PathVariable("partner") String id) {
        var call = calls.of(request);
        var partner = call.changes(id).id();
        // Said first of all, so that nobody is sent for something else before they learn of what Gatehouse has not.
        var read = PartnerBody.read(bodies.json(call, id), partner, fetcher::fault);
        var declared = declared(read);
        return answers.once(() -> {
            var now = done(editing.replace(declared, seen(call), change(call)), read)
                    .partner();
            return Answer.ok(views.of(now, call)).tagged(views.tag(now));
        });
    }

    @DeleteMapping(ONE)
    ResponseEntity<byte[]> end(HttpServletRequest request, @PathVariable("partner") String id) {
        var call = calls.of(request);
        var partner = call.changes(id);
        farewell.refuseOurOwn(partner);
        var answer = answers.once(() -> {
            done(editing.end(partner.id(), seen(call), change(call)), null);
            return Answer.empty();
        });
        farewell.endSessions(partner, call);
        return answer;
    }

    private Predicate<Partner> seen(Call call) {
        var matches = Tags.given(call.request()).orElse(_ -> true);
        return partner -> matches.test(views.tag(partner));
    }

    private static Change change(Call call) {
        return Tags.given(call.request()).isPresent()
                ? call.change()
                : call.change().whateverIsThere();
    }

    private static PartnerDeclaration declared(PartnerBody.Reading read) {
        return read.declaration().orElseThrow(() -> new ProblemException(PartnerFindings.problem(read.errors())));
    }

    private static PartnerEdit.Done done(PartnerEdit edit, PartnerBody.@Nullable Reading read) {
        return switch (edit) {
            case PartnerEdit.Done done -> done;
            case PartnerEdit.Refused(var findings)
            when read != null -> throw new ProblemException(PartnerFindings.problem(read.located(findings)));
            case PartnerEdit.Refused(var findings) ->
                throw new IllegalStateException("refused without a body: " + findings);
            case PartnerEdit.Exists _ ->
                throw new ProblemException(Problem.of(CallReason.PARTNER_EXISTS, "Read it, then change it with PUT."));
            case PartnerEdit.Ended _ ->
                throw new ProblemException(Problem.of(
                        CallReason.PARTNER_ENDED, "It was ended, and its id is nobody else's. Choose another."));
            case PartnerEdit.Unknown _ -> throw new ProblemException(Problem.notFound());
            case PartnerEdit.Stale _ -> throw new ProblemException(Tags.changed());
            case PartnerEdit.ReadOnly(var file) -> throw new ProblemException(PartnerFindings.fromFile(file));
        };
    }

    private static PartnerId id(String text) {
        if (!PartnerId.isOne(text)) {
            throw new ProblemException(Problem.parameter("cursor", "is the member next of the page before."));
        }
        return new PartnerId(text);
    }
}

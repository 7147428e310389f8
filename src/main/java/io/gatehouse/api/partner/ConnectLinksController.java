package io.gatehouse.api.partner;

import io.gatehouse.api.Problem;
import io.gatehouse.api.ProblemException;
import io.gatehouse.api.call.Answer;
import io.gatehouse.api.call.Answers;
import io.gatehouse.api.call.Bodies;
import io.gatehouse.api.call.Calls;
import io.gatehouse.api.call.Members;
import io.gatehouse.api.call.Uuids;
import io.gatehouse.identityprovider.connect.ConnectLink;
import io.gatehouse.identityprovider.connect.ConnectLinks;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Links by which a partner's own administrator sets up its identity providers; each opens once. */
@RestController
class ConnectLinksController {
    private static final String ALL = "/api/v1/partners/{partner}/connect-links";

    private final Calls calls;
    private final Bodies bodies;
    private final Answers answers;
    private final ConnectLinks links;

    ConnectLinksController(Calls calls, Bodies bodies, Answers answers, ConnectLinks links) {
        this.calls = calls;
        this.bodies = bodies;
        this.answers = answers;
        this.links = links;
    }

    @GetMapping(ALL)
    ResponseEntity<byte[]> list(HttpServletRequest request, @PathVariable("partner") String partnerId) {
        var partner = calls.of(request).reads(partnerId);
        var items = links.ofPartner(partner.id()).stream()
                .map(link -> view(link).map())
                .toList();
        return answers.to(Answer.ok(Members.of("items", items).and("next", null).map()));
    }

    @PostMapping(ALL)
    ResponseEntity<byte[]> make(HttpServletRequest request, @PathVariable("partner") String partnerId) {
        var call = calls.of(request);
        var partner = call.looksAfter(partnerId);
        bodies.members(call, partnerId);
        if (partner.source() != null) {
            // What the link leads to would all be refused.
            throw new ProblemException(PartnerFindings.fromFile(partner.source()));
        }
        return answers.once(call, new byte[0], () -> {
            var made = links.make(partner.id(), call.token().actor(), call.origin());
            var location = "/api/v1/partners/" + partner.id() + "/connect-links/"
                    + made.link().id();
            return Answer.created(
                    location, view(made.link()).and("link", made.address()).map());
        });
    }

    @DeleteMapping(ALL + "/{link}")
    ResponseEntity<byte[]> revoke(
            HttpServletRequest request,
            @PathVariable("partner") String partnerId,
            @PathVariable("link") String linkId) {
        var call = calls.of(request);
        var partner = call.looksAfter(partnerId);
        var id = Uuids.of(linkId).orElseThrow(() -> new ProblemException(Problem.notFound()));
        return answers.once(() -> {
            if (!links.revoke(id, partner.id(), call.token().actor(), call.origin())) {
                throw new ProblemException(Problem.notFound());
            }
            return Answer.empty();
        });
    }

    private static Members view(ConnectLink link) {
        return Members.of("id", link.id())
                .and("created_by", link.createdBy())
                .and("expires", link.expiresAt())
                .and("state", link.state().name().toLowerCase(Locale.ROOT));
    }
}

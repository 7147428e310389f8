package io.gatehouse.signin.secondfactor;

import io.gatehouse.account.Account;
import io.gatehouse.audit.EventContext;
import io.gatehouse.reason.Refusal;
import io.gatehouse.secondfactor.SecondFactor;
import io.gatehouse.secondfactor.SecondFactor.Enrolment;
import io.gatehouse.secondfactor.SecondFactor.Verification;
import io.gatehouse.signin.Crossroads;
import io.gatehouse.signin.NextStep;
import io.gatehouse.signin.NextStep.AskCode;
import io.gatehouse.signin.NextStep.AskEnrolment;
import io.gatehouse.signin.flight.SignIn.Assured;
import io.gatehouse.signin.flight.SignIn.Proven;
import io.gatehouse.signin.flight.SignIns;
import io.gatehouse.signin.page.Pages;
import io.gatehouse.signin.page.SignInCsrf;
import io.gatehouse.signin.refusal.Advice;
import io.gatehouse.signin.refusal.FloodGate;
import io.gatehouse.signin.refusal.Witness;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of the second factor. Whoever is not at this step by the switch's word is sent back to the switch. */
@Controller
class SecondFactorController {
    private static final String RECOVERY_CODE = "recovery-code";

    private final SignIns signIns;
    private final Crossroads crossroads;
    private final SecondFactor secondFactor;
    private final Witness witness;
    private final FloodGate flood;
    private final Advice advice;
    private final RecoveryCodeFile recoveryCodeFile;
    private final Pages pages;

    SecondFactorController(
            SignIns signIns,
            Crossroads crossroads,
            SecondFactor secondFactor,
            Witness witness,
            FloodGate flood,
            Advice advice,
            RecoveryCodeFile recoveryCodeFile,
            Pages pages) {
        this.signIns = signIns;
        this.crossroads = crossroads;
        this.secondFactor = secondFactor;
        this.witness = witness;
        this.flood = flood;
        this.advice = advice;
        this.recoveryCodeFile = recoveryCodeFile;
        this.pages = pages;
    }

    @GetMapping("/sign-in/second-factor")
    void askCode(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(name = SignIns.PARAMETER, defaultValue = "") String id,
            @RequestParam(name = "by", defaultValue = "") String by)
            throws IOException {
        at(AskCode.class, request, response, id, (proven, _) -> showCode(request, response, proven, by, null));
    }

    @PostMapping("/sign-in/second-factor")
    void verify(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(name = SignIns.PARAMETER, defaultValue = "") String id,
            @RequestParam(name = "by", defaultValue = "") String by,
            @RequestParam(name = "code", defaultValue = "") String code)
            throws IOException {
        at(AskCode.class, request, response, id, (proven, step) -> {
            var account = step.account();
            var context = context(request, proven, account);
            switch (secondFactor.verify(account, code, step.because(), context)) {
                case Verification.Right right -> {
                    signIns.keep(request, response, assured(proven, right.by(), right.authenticator()));
                    back(response, id);
                }
                case Verification.Refused(var why) -> {
                    flood.failed(context);
                    showCode(request, response, proven, by, why);
                }
            }
        });
    }

    @GetMapping("/sign-in/second-factor/enrol")
    void offer(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(name = SignIns.PARAMETER, defaultValue = "") String id)
            throws IOException {
        at(
                AskEnrolment.class,
                request,
                response,
                id,
                (proven, step) -> showOffer(request, response, proven, step.account(), null));
    }

    @PostMapping("/sign-in/second-factor/enrol")
    void enrol(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(name = SignIns.PARAMETER, defaultValue = "") String id,
            @RequestParam(name = "code", defaultValue = "") String code)
            throws IOException {
        at(AskEnrolment.class, request, response, id, (proven, step) -> {
            var account = step.account();
            var context = context(request, proven, account);
            switch (secondFactor.enrol(account, proven.journey().id(), code, step.because(), context)) {
                case Enrolment.Active(var recoveryCodes, var authenticator) -> {
                    signIns.keep(request, response, assured(proven, "totp", authenticator));
                    showRecoveryCodes(request, response, proven, account, recoveryCodes);
                }
                case Enrolment.Refused(var why) -> {
                    flood.failed(context);
                    // Another sign-in of this account may have enrolled meanwhile: then there is nothing more to offer.
                    at(
                            AskEnrolment.class,
                            request,
                            response,
                            id,
                            (_, _) -> showOffer(request, response, proven, account, why));
                }
            }
        });
    }

    // One field takes both kinds of code; what was asked for only decides which keyboard a telephone shows for it.
    private void showCode(
            HttpServletRequest request, HttpServletResponse response, Proven proven, String by, @Nullable Refusal why)
            throws IOException {
        show(request, response, "second-factor", proven, why, Map.of("recovery", by.equals(RECOVERY_CODE)));
    }

    private void showOffer(
            HttpServletRequest request,
            HttpServletResponse response,
            Proven proven,
            Account account,
            @Nullable Refusal why)
            throws IOException {
        var offer = secondFactor.offer(account, proven.journey().id());
        show(request, response, "enrol", proven, why, Map.of("offer", offer, "account", account.email()));
    }

    private void showRecoveryCodes(
            HttpServletRequest request,
            HttpServletResponse response,
            Proven proven,
            Account account,
            List<String> codes)
            throws IOException {
        var file = recoveryCodeFile.of(account.email(), codes);
        show(request, response, "recovery-codes", proven, null, Map.of("codes", codes, "file", file));
    }

    private void show(
            HttpServletRequest request,
            HttpServletResponse response,
            String template,
            Proven proven,
            @Nullable Refusal why,
            Map<String, ?> more)
            throws IOException {
        var id = proven.journey().id().toString();
        request.setAttribute(SignInCsrf.SIGN_IN, id);
        var model = new HashMap<String, @Nullable Object>(more);
        model.put("signIn", id);
        model.put("reference", proven.journey().reference().value());
        model.put("error", why == null ? null : "reason." + why.reason().code());
        model.put("code", why == null ? null : why.reason().code());
        model.put("advice", why == null ? null : advice.on(why, proven.partner()));
        pages.show(request, response, why == null ? 200 : why.reason().status(), template, model);
    }

    /** Does this if the sign-in is at this step, else sends the browser to where it is. */
    private <S extends NextStep> void at(
            Class<S> step, HttpServletRequest request, HttpServletResponse response, String id, AtStep<S> then)
            throws IOException {
        if (signIns.find(request, id).orElse(null) instanceof Proven proven) {
            var next = crossroads.next(proven);
            if (step.isInstance(next)) {
                then.act(proven, step.cast(next));
                return;
            }
        }
        back(response, id);
    }

    private EventContext context(HttpServletRequest request, Proven proven, Account account) {
        return witness.of(request, proven).about(account.id().value(), account.email());
    }

    private void back(HttpServletResponse response, String id) {
        var known =
                id.length() == 36 && id.chars().allMatch(c -> c == '-' || (c < 0x80 && Character.digit(c, 16) >= 0));
        pages.sendOn(response, known ? "/sign-in/next?" + SignIns.PARAMETER + "=" + id : "/sign-in");
    }

    private static Assured assured(Proven proven, String by, UUID authenticator) {
        return new Assured(proven.journey(), proven.partner(), proven.account(), proven.proof(), by, authenticator);
    }

    private interface AtStep<S> {
        void act(Proven proven, S step) throws IOException;
    }
}

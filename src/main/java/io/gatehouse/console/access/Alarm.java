package io.gatehouse.console.access;

import io.gatehouse.account.Account;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.role.Role;
import io.gatehouse.account.role.Roles;
import io.gatehouse.audit.Origin;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.mail.Letter;
import io.gatehouse.mail.Mail;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Says loudly that the glass was broken: to all administrators by mail, in the log, in the metrics. */
@Component
class Alarm {
    private static final Logger log = LoggerFactory.getLogger(Alarm.class);

    private final Roles roles;
    private final Accounts accounts;
    private final Mail mail;
    private final BaseUrl baseUrl;
    private final Counter counter;
    private final Clock clock;

    Alarm(Roles roles, Accounts accounts, Mail mail, BaseUrl baseUrl, MeterRegistry meters, Clock clock) {
        this.roles = roles;
        this.accounts = accounts;
        this.mail = mail;
        this.baseUrl = baseUrl;
        this.counter = Counter.builder("gatehouse.break.glass")
                .description("sign-ins of break-glass administrators to the console")
                .register(meters);
        this.clock = clock;
    }

    /** In the transaction that opened the session. */
    void glassBroken(Account account, Origin from) {
        log.warn("Break-glass administrator {} signed in to the console from {}", account.email(), from.clientIp());
        counter.increment();
        var text = """
                The break-glass administrator %s signed in to the console of %s
                at %s, from %s.

                This account is for when the identity provider of the operators does not work. If you do not know of
                such a case, end its sessions and suspend it.
                """.formatted(
                        account.email(), baseUrl, clock.instant().truncatedTo(ChronoUnit.SECONDS), from.clientIp());
        for (var holder : roles.holders(Role.ADMIN)) {
            accounts.find(holder)
                    .filter(admin -> admin.status() == Account.Status.ACTIVE)
                    .ifPresent(
                            admin -> mail.send(new Letter(admin.email(), "Break-glass administrator signed in", text)));
        }
    }
}

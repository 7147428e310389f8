package io.gatehouse.console.access;

import io.gatehouse.account.Account;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.ConsolePartner;
import io.gatehouse.account.role.GlassUse;
import io.gatehouse.account.role.Role;
import io.gatehouse.account.role.Roles;
import io.gatehouse.identityprovider.notice.Herald;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.mail.Letter;
import io.gatehouse.mail.Mail;
import io.gatehouse.partner.Partners;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says loudly that the glass was broken: by mail to all who could do something about it, in the log, in the metrics. */
@Component
class Alarm {
    private static final Logger log = LoggerFactory.getLogger(Alarm.class);

    private final Roles roles;
    private final Accounts accounts;
    private final ConsolePartner vendor;
    private final Partners partners;
    private final Herald herald;
    private final Mail mail;
    private final BaseUrl baseUrl;
    private final Counter counter;

    Alarm(
            Roles roles,
            Accounts accounts,
            ConsolePartner vendor,
            Partners partners,
            Herald herald,
            Mail mail,
            BaseUrl baseUrl,
            MeterRegistry meters) {
        this.roles = roles;
        this.accounts = accounts;
        this.vendor = vendor;
        this.partners = partners;
        this.herald = herald;
        this.mail = mail;
        this.baseUrl = baseUrl;
        this.counter = Counter.builder("gatehouse.break.glass")
                .description("sign-ins of break-glass administrators, to the console or the portal")
                .register(meters);
    }

    /** In the transaction that recorded it. */
    @EventListener
    void broken(GlassUse use) {
        counter.increment();
        var text = """
                The break-glass administrator %s signed in to the %s of %s
                at %s, from %s. The reference of the sign-in is %s.

                This account is for when the identity provider of the operators does not work. If you do not know of
                such a case, end its sessions and suspend it.
                """.formatted(
                        use.email(),
                        use.door().code(),
                        baseUrl,
                        use.at().truncatedTo(ChronoUnit.SECONDS),
                        use.clientIp(),
                        use.reference());
        int toldOthers = 0;
        for (var address : addresses()) {
            var posting = mail.send(new Letter(address, "Break-glass administrator signed in", text));
            if (posting instanceof Mail.Posting.Queued && !address.equalsIgnoreCase(use.email())) {
                toldOthers++;
            }
        }
        log.warn(
                "Break-glass administrator {} signed in to the {} from {}, reference {}; letters to {} other addresses",
                use.email(),
                use.door().code(),
                use.clientIp(),
                use.reference(),
                toldOthers);
    }

    // With roles by group no account may be an administrator but this one, so the vendor's people are told by address
    // too.
    private Set<String> addresses() {
        var addresses = new LinkedHashSet<String>();
        roles.holders(Role.ADMIN).stream()
                .map(accounts::find)
                .flatMap(Optional::stream)
                .filter(admin -> admin.status() == Account.Status.ACTIVE)
                .filter(admin -> roles.granted(admin).contains(Role.ADMIN))
                .forEach(admin -> addresses.add(admin.email()));
        partners.find(vendor.id()).ifPresent(partner -> addresses.addAll(herald.addresses(partner)));
        return addresses;
    }
}

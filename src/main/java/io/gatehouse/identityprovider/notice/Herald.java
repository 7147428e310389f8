package io.gatehouse.identityprovider.notice;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.mail.Letter;
import io.gatehouse.mail.Mail;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Letters about a connection, queued in the current transaction: none where mail is not set up. */
@Component
public class Herald {
    private final NoticeProperties properties;
    private final Partners partners;
    private final BaseUrl baseUrl;
    private final Consumer<Letter> post;

    @Autowired
    Herald(NoticeProperties properties, Partners partners, BaseUrl baseUrl, Mail mail) {
        this(properties, partners, baseUrl, (Consumer<Letter>) mail::send);
    }

    /** A herald with another way to send. */
    Herald(NoticeProperties properties, Partners partners, BaseUrl baseUrl, Consumer<Letter> post) {
        this.properties = properties;
        this.partners = partners;
        this.baseUrl = baseUrl;
        this.post = post;
    }

    /** Tells of a connection: the vendor's people, and who looks after the partner. */
    public void tell(IdentityProvider provider, String subject, String text) {
        var partner = partners.find(provider.partner()).orElseThrow();
        var letter = "Partner: " + partner.name() + " (" + partner.id() + ")\nIdentity provider: " + provider.id()
                + "\nGateway: " + baseUrl + "\n\n" + text;
        for (var address : addresses(partner)) {
            post.accept(new Letter(address, subject, letter));
        }
    }

    /** Who is told of what concerns a partner: the vendor's people, and who looks after it. */
    public Set<String> addresses(Partner partner) {
        var addresses = new LinkedHashSet<>(properties.to());
        if (properties.accountManager() && partner.accountManager() != null) {
            addresses.add(partner.accountManager().email());
        }
        return addresses;
    }
}

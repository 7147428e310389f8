package io.gatehouse.partner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The TXT records of a DNS name, by the JDK's own client and the machine's resolver; none if there are none to be had. */
@Component
class TextRecords {
    private static final int MOST = 50;

    // Each try doubles the time: 2 and 4 seconds.
    private static final Duration FIRST_TRY = Duration.ofSeconds(2);
    private static final String TRIES = "2";

    private final String provider;
    private final Duration firstTry;

    /** By the machine's own resolver. */
    TextRecords() {
        this("dns:", FIRST_TRY);
    }

    /** By this one, {@code dns://host:port}. */
    TextRecords(String provider, Duration firstTry) {
        this.provider = provider;
        this.firstTry = firstTry;
    }

    // DNS gives texts and no objects, and a domain's spelling has no colon that could make the name another scheme's.
    @SuppressWarnings("BanJNDI")
    List<String> at(String name) {
        try {
            var context = new InitialDirContext(environment());
            try {
                // Rooted, so that no search domain of this machine is put behind it.
                return texts(
                        context.getAttributes(name + ".", new String[] {"TXT"}).get("TXT"));
            } finally {
                context.close();
            }
        } catch (NamingException e) {
            // No such name, no answer, a broken one: not proved, and asked again later.
            return List.of();
        }
    }

    private static List<String> texts(@Nullable Attribute records) throws NamingException {
        var texts = new ArrayList<String>();
        for (int i = 0; records != null && i < Math.min(records.size(), MOST); i++) {
            texts.add(text(String.valueOf(records.get(i))));
        }
        return texts;
    }

    // A record is one or more strings, of 255 bytes at most each, and what they say is all of them in a row (RFC 7208
    // 3.3).
    // The JDK's client puts a blank between them, and quotes around those that have blanks or quotes of their own.
    private static String text(String record) {
        var text = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < record.length(); i++) {
            char c = record.charAt(i);
            if (c == '\\' && i + 1 < record.length()) {
                text.append(record.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c != ' ' || quoted) {
                text.append(c);
            }
        }
        return text.toString().strip();
    }

    // The only kind of table that this old face of the JDK takes.
    @SuppressWarnings("JdkObsolete")
    private Hashtable<String, String> environment() {
        var environment = new Hashtable<String, String>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, provider);
        environment.put("com.sun.jndi.dns.timeout.initial", String.valueOf(firstTry.toMillis()));
        environment.put("com.sun.jndi.dns.timeout.retries", TRIES);
        return environment;
    }
}

package io.gatehouse.partner;

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
    private static final String FIRST_TRY = "2000";
    private static final String TRIES = "2";

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
            texts.add(String.valueOf(records.get(i)).replace("\"", "").strip());
        }
        return texts;
    }

    // The only kind of table that this old face of the JDK takes.
    @SuppressWarnings("JdkObsolete")
    private static Hashtable<String, String> environment() {
        var environment = new Hashtable<String, String>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, "dns:");
        environment.put("com.sun.jndi.dns.timeout.initial", FIRST_TRY);
        environment.put("com.sun.jndi.dns.timeout.retries", TRIES);
        return environment;
    }
}

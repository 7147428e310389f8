package io.gatehouse.keys;

import io.gatehouse.keys.ServiceKeyStore.Kept;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Gatehouse's own key pairs, made at first use, kept sealed in the database, the same on every node. */
@Component
public class ServiceKeys {
    /** What a key pair is for. */
    public enum Purpose {
        /** Session grants: EC P-256 (ES256), unless the settings say Ed25519 or RSA. */
        GRANT_SIGNING,
        /** AuthnRequests and logout messages: RSA 3072. */
        SAML_SIGNING,
        /** Encrypted assertions: RSA 3072. */
        SAML_ENCRYPTION;

        /** The word on pages and in the API. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A key pair, its id (RFC 7638 thumbprint of the public key) and a self-signed certificate for metadata. */
    public record ServiceKey(String id, PrivateKey privateKey, X509Certificate certificate) {
        @Override
        public String toString() {
            return "ServiceKey[" + id + "]";
        }
    }

    // Other nodes see a rotation this late at most; a new key is published far longer before its first use.
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final ServiceKeyStore store;
    private final Randomness randomness;
    private final Clock clock;
    private final TransactionTemplate apart;
    private final Maker maker;
    private final ReentrantLock making = new ReentrantLock();
    private final Map<Purpose, Loaded> loaded = new ConcurrentHashMap<>();

    @Autowired
    ServiceKeys(
            ServiceKeyStore store,
            Randomness randomness,
            Clock clock,
            PlatformTransactionManager transactionManager,
            KeyProperties settings) {
        this(store, randomness, clock, transactionManager, ServiceKeyForm.maker(settings.grantAlgorithm()));
    }

    ServiceKeys(
            ServiceKeyStore store,
            Randomness randomness,
            Clock clock,
            PlatformTransactionManager transactionManager,
            Maker maker) {
        this.maker = maker;
        this.store = store;
        this.randomness = randomness;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactionManager);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The key that signs or that is announced for encryption now. */
    public ServiceKey current(Purpose purpose) {
        return all(purpose).getFirst();
    }

    /** All keys still accepted or published, the current one first. */
    public List<ServiceKey> all(Purpose purpose) {
        var now = clock.instant();
        var known = loaded.get(purpose);
        if (known == null || now.isAfter(known.at().plus(REMEMBERED))) {
            known = load(purpose, now);
            loaded.put(purpose, known);
        }
        return known.keys();
    }

    // Few have to wait for one maker: a pair of RSA 3072 takes a second or more of a processor.
    private Loaded load(Purpose purpose, Instant now) {
        var kept = store.published(purpose, now);
        if (!kept.isEmpty()) {
            return Loaded.of(kept, now);
        }
        making.lock();
        try {
            // In a transaction of its own: a key that is remembered here must not vanish with the caller's roll-back.
            return Loaded.of(Objects.requireNonNull(apart.execute(_ -> first(purpose, now))), now);
        } finally {
            making.unlock();
        }
    }

    private List<Kept> first(Purpose purpose, Instant now) {
        // Whoever else claims it, here or on another node, waits for this transaction to end and then finds the key.
        if (store.claimFirst(purpose, now)) {
            store.fill(purpose, maker.make(purpose, now, randomness));
        }
        return store.published(purpose, now);
    }

    /** Makes key pairs. */
    interface Maker {
        ServiceKey make(Purpose purpose, Instant now, Randomness randomness);
    }

    private record Loaded(List<ServiceKey> keys, Instant at) {
        /** From key pairs newest first: the current one is the newest whose time has come. */
        static Loaded of(List<Kept> kept, Instant now) {
            var current = kept.stream()
                    .filter(k -> !k.usedFrom().isAfter(now))
                    .findFirst()
                    .orElse(kept.getLast());
            var others = kept.stream().filter(k -> !k.equals(current)).map(Kept::key);
            return new Loaded(Stream.concat(Stream.of(current.key()), others).toList(), now);
        }
    }
}

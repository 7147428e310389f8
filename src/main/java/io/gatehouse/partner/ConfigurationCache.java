package io.gatehouse.partner;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * What was read from the configuration's tables, kept while the {@link ConfigurationVersion} stands: never older than it,
 * loaded once however many ask, bounded by weight.
 */
public final class ConfigurationCache<K, V> {
    private static final Duration IDLE = Duration.ofMinutes(30);

    private final ConfigurationVersion version;
    private final Cache<Key<K>, V> cache;

    private ConfigurationCache(ConfigurationVersion version, Cache<Key<K>, V> cache) {
        this.version = version;
        this.cache = cache;
    }

    /** A cache that holds values up to this weight in all. */
    public static <K, V> ConfigurationCache<K, V> of(
            ConfigurationVersion version, long weight, ToIntFunction<V> weightOf) {
        Cache<Key<K>, V> cache = Caffeine.newBuilder()
                .maximumWeight(weight)
                .weigher((Key<K> key, V value) -> weightOf.applyAsInt(value))
                .expireAfterAccess(IDLE)
                .build();
        return new ConfigurationCache<>(version, cache);
    }

    /** A cache that holds up to so many values. */
    public static <K, V> ConfigurationCache<K, V> ofSize(ConfigurationVersion version, long most) {
        return of(version, most, value -> 1);
    }

    /** The value as of the current version. Whoever is changing configuration reads past the cache, and leaves nothing in it. */
    public V get(K key, Function<K, V> load) {
        if (version.changing()) {
            return load.apply(key);
        }
        // The version is asked before the tables are read, so a value may be newer than its key says, but never older.
        return cache.get(new Key<>(version.current(), key), versioned -> load.apply(versioned.key()));
    }

    private record Key<K>(long version, K key) {}
}

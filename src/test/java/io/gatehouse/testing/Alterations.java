package io.gatehouse.testing;

import java.util.List;
import java.util.stream.Stream;

/** Every {@link Alteration}: iterated by the judge's tests, by the journey over HTTP, and by the published table. */
public final class Alterations {
    private Alterations() {}

    /** All of them, by family. */
    public static List<Alteration> all() {
        return Stream.of(
                        WrappingAlterations.ALL,
                        SignatureAlterations.ALL,
                        AlgorithmAlterations.ALL,
                        MarkupAlterations.ALL,
                        TextAlterations.ALL,
                        AttributeAlterations.ALL,
                        ConditionAlterations.ALL,
                        MessageAlterations.ALL,
                        EncryptionAlterations.ALL)
                .flatMap(List::stream)
                .toList();
    }
}

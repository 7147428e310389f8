package io.gatehouse.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.daead.AesSivKey;
import com.google.crypto.tink.daead.AesSivParameters;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.util.SecretBytes;
import io.gatehouse.keys.sealing.SealingKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * AES-SIV with keys of 2 × 256 bits (RFC 5297) by Tink: a version byte, the key id, the synthetic nonce that is also the
 * tag, the ciphertext. Whatever is sealed holds an id or a time of its own, so equal seals of equal texts tell nothing; and
 * without a random nonce there is none to repeat, and none to draw: Tink's source of them is thread-local, which on virtual
 * threads means a new one for each request (docs/adr/0010).
 */
final class TinkSealer implements Sealer {
    // Before each ciphertext Tink writes one version byte and the key's id.
    private static final byte VERSION = 1;

    private final DeterministicAead aead;
    private final byte[] first;

    private TinkSealer(DeterministicAead aead, int first) {
        this.aead = aead;
        this.first = ByteBuffer.allocate(5).put(VERSION).putInt(first).array();
    }

    /** Under the subkeys of this label. */
    static TinkSealer of(List<SealingKey> keys, String label) {
        try {
            DeterministicAeadConfig.register();
            var keyset = KeysetHandle.newBuilder();
            boolean first = true;
            for (var key : keys) {
                var entry = KeysetHandle.importKey(aes(key, label)).withFixedId(key.id());
                keyset.addEntry(first ? entry.makePrimary() : entry);
                first = false;
            }
            return new TinkSealer(
                    keyset.build().getPrimitive(RegistryConfiguration.get(), DeterministicAead.class),
                    keys.getFirst().id());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @AccessesPartialKey
    private static AesSivKey aes(SealingKey key, String label) throws GeneralSecurityException {
        var parameters = AesSivParameters.builder()
                .setKeySizeBytes(2 * SealingKey.LENGTH)
                .setVariant(AesSivParameters.Variant.TINK)
                .build();
        return AesSivKey.builder()
                .setParameters(parameters)
                .setKeyBytes(
                        SecretBytes.copyFrom(key.derive(label, 2 * SealingKey.LENGTH), InsecureSecretKeyAccess.get()))
                .setIdRequirement(key.id())
                .build();
    }

    @Override
    public byte[] seal(byte[] plain, String place) {
        try {
            return aead.encryptDeterministically(plain, place.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<byte[]> open(byte[] sealed, String place) {
        try {
            return Optional.of(aead.decryptDeterministically(sealed, place.getBytes(UTF_8)));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    @Override
    public boolean current(byte[] sealed) {
        return sealed.length >= first.length && Arrays.equals(sealed, 0, first.length, first, 0, first.length);
    }
}

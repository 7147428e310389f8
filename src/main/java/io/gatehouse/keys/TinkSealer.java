package io.gatehouse.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.gatehouse.keys.sealing.SealingKey;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

/** AES-256-GCM by Tink: a version byte, the key id, a random nonce, the ciphertext, the tag. */
final class TinkSealer implements Sealer {
    private final Aead aead;

    private TinkSealer(Aead aead) {
        this.aead = aead;
    }

    /** Under the subkeys of this label. */
    static TinkSealer of(List<SealingKey> keys, String label) {
        try {
            AeadConfig.register();
            var keyset = KeysetHandle.newBuilder();
            boolean first = true;
            for (var key : keys) {
                var entry = KeysetHandle.importKey(aes(key, label)).withFixedId(key.id());
                keyset.addEntry(first ? entry.makePrimary() : entry);
                first = false;
            }
            return new TinkSealer(keyset.build().getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @AccessesPartialKey
    private static AesGcmKey aes(SealingKey key, String label) throws GeneralSecurityException {
        var parameters = AesGcmParameters.builder()
                .setKeySizeBytes(SealingKey.LENGTH)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        return AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(key.derive(label), InsecureSecretKeyAccess.get()))
                .setIdRequirement(key.id())
                .build();
    }

    @Override
    public byte[] seal(byte[] plain, String place) {
        try {
            return aead.encrypt(plain, place.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<byte[]> open(byte[] sealed, String place) {
        try {
            return Optional.of(aead.decrypt(sealed, place.getBytes(UTF_8)));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }
}

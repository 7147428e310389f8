package io.gatehouse.keys;

import static io.gatehouse.keys.TestKeys.base64;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class KeysTests {
    private static final byte[] PLAIN = "the plain text".getBytes(UTF_8);

    private final Keys keys = TestKeys.keys(base64(1));

    @Test
    void opensOnAnotherNodeWhatThisOneSealed() {
        var sealed = keys.sealer("a").seal(PLAIN, "here");
        assertThat(TestKeys.keys(base64(1)).sealer("a").open(sealed, "here")).hasValue(PLAIN);
    }

    @Test
    void doesNotOpenAtAnotherPlace() {
        var sealed = keys.sealer("a").seal(PLAIN, "here");
        assertThat(keys.sealer("a").open(sealed, "there")).isEmpty();
    }

    @Test
    void doesNotOpenForAnotherPurpose() {
        var sealed = keys.sealer("a").seal(PLAIN, "here");
        assertThat(keys.sealer("b").open(sealed, "here")).isEmpty();
    }

    @Test
    void doesNotOpenWithAnyBitTurned() {
        var sealed = keys.sealer("a").seal(PLAIN, "here");
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            var altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(keys.sealer("a").open(altered, "here")).isEmpty();
        }
    }

    @Test
    void doesNotOpenWhatIsTooShortToBeSealed() {
        assertThat(keys.sealer("a").open(new byte[0], "here")).isEmpty();
        assertThat(keys.sealer("a").open(new byte[] {1, 2, 3, 4, 5}, "here")).isEmpty();
    }

    @Test
    void sealsTheSameTextDifferentlyForEachPlaceAndPurpose() {
        assertThat(keys.sealer("a").seal(PLAIN, "here"))
                .isNotEqualTo(keys.sealer("a").seal(PLAIN, "there"))
                .isNotEqualTo(keys.sealer("b").seal(PLAIN, "here"));
    }

    @Test
    void namesTheKeyByTheFirstFourBytesOfItsHash() throws Exception {
        var sealed = keys.sealer("a").seal(PLAIN, "here");
        var hash =
                MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(base64(1)));
        assertThat(ByteBuffer.wrap(sealed, 1, 4).getInt())
                .isEqualTo(ByteBuffer.wrap(hash).getInt());
    }

    @Test
    void sealsUnderTheFirstKeyAndOpensUnderAll() {
        var old = keys.sealer("a").seal(PLAIN, "here");
        var rotated = TestKeys.keys(base64(2), base64(1)).sealer("a");
        assertThat(rotated.open(old, "here")).hasValue(PLAIN);
        assertThat(keys.sealer("a").open(rotated.seal(PLAIN, "here"), "here")).isEmpty();
        assertThat(TestKeys.keys(base64(2)).sealer("a").open(rotated.seal(PLAIN, "here"), "here"))
                .hasValue(PLAIN);
    }

    @Test
    void tagsProveThemselvesOnAnotherNode() {
        var tag = keys.tagger("request").tag(PLAIN);
        assertThat(tag).hasSize(16);
        assertThat(TestKeys.keys(base64(1)).tagger("request").verify(PLAIN, tag))
                .isTrue();
        assertThat(TestKeys.keys(base64(2), base64(1)).tagger("request").verify(PLAIN, tag))
                .isTrue();
    }

    @Test
    void refusesATagOfAnotherValuePurposeKeyOrLength() {
        var tag = keys.tagger("request").tag(PLAIN);
        assertThat(keys.tagger("request").verify("another".getBytes(UTF_8), tag))
                .isFalse();
        assertThat(keys.tagger("relay-state").verify(PLAIN, tag)).isFalse();
        assertThat(TestKeys.keys(base64(2)).tagger("request").verify(PLAIN, tag))
                .isFalse();
        assertThat(keys.tagger("request").verify(PLAIN, java.util.Arrays.copyOf(tag, 15)))
                .isFalse();
        assertThat(keys.tagger("request").verify(PLAIN, new byte[0])).isFalse();
    }
}

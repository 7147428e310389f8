package io.gatehouse.secondfactor.totp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrSvgTests {
    private static final TotpSecret SECRET = new TotpSecret("12345678901234567890".getBytes(US_ASCII));
    private static final int SCALE = 4;

    @Test
    void theKeyUriIsWhatAppsRead() {
        assertThat(KeyUri.of("Gate House", "ada+x@northwind.example", SECRET))
                .isEqualTo("otpauth://totp/Gate%20House:ada%2Bx%40northwind.example"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Gate%20House"
                        + "&algorithm=SHA1&digits=6&period=30");
    }

    @Test
    void aScannerReadsTheKeyUri() throws Exception {
        var uri = KeyUri.of("Gatehouse", "ada@northwind.example", SECRET);
        assertThat(scanned(QrSvg.of(uri))).isEqualTo(uri);
    }

    @Test
    void isOnePathWithoutStyles() {
        var svg = QrSvg.of("otpauth://totp/x");
        assertThat(svg)
                .startsWith("<svg ")
                .contains("fill=\"#fff\"")
                .doesNotContain("style")
                .containsOnlyOnce("<path ");
    }

    /** Draws rectangles as the path says, at a scale, and reads the picture as one without perspective. */
    private static String scanned(String svg) throws Exception {
        var box = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"").matcher(svg);
        assertThat(box.find()).isTrue();
        int side = Integer.parseInt(box.group(1)) * SCALE;
        var pixels = new int[side * side];
        Arrays.fill(pixels, 0xFFFFFF);
        var runs = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z").matcher(svg);
        while (runs.find()) {
            int x = Integer.parseInt(runs.group(1)) * SCALE;
            int y = Integer.parseInt(runs.group(2)) * SCALE;
            int width = Integer.parseInt(runs.group(3)) * SCALE;
            for (int row = y; row < y + SCALE; row++) {
                Arrays.fill(pixels, row * side + x, row * side + x + width, 0);
            }
        }
        var picture = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(side, side, pixels)));
        return new QRCodeReader()
                .decode(picture, Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }
}

package io.gatehouse.secondfactor.totp;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as inline SVG, named by the page that shows it: no style attribute, for the content security policy; black on white whatever the page's
 * colours, for the scanners; made here, so the secret is in no address and no other site's log.
 */
public final class QrSvg {
    // ISO/IEC 18004 9.1: four modules of white around it.
    private static final int QUIET = 4;

    private QrSvg() {}

    public static String of(String text) {
        // A screen has no stains to correct, and fewer modules are larger ones.
        var code = QrCode.encodeText(text, QrCode.Ecc.LOW);
        int side = code.size + 2 * QUIET;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
                <rect width="%1$d" height="%1$d" fill="#fff"/>\
                <path d="%2$s" fill="#000"/></svg>""".formatted(side, path(code));
    }

    private static String path(QrCode code) {
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            int x = 0;
            while (x < code.size) {
                int from = x;
                while (x < code.size && code.getModule(x, y)) {
                    x++;
                }
                if (x > from) {
                    path.append('M').append(from + QUIET).append(' ').append(y + QUIET);
                    path.append('h')
                            .append(x - from)
                            .append("v1h-")
                            .append(x - from)
                            .append('z');
                }
                x++;
            }
        }
        return path.toString();
    }
}

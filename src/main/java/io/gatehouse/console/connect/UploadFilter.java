package io.gatehouse.console.connect;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes forms with a file at the one address that has them, of somebody with a session; everywhere else such a body stays
 * unread. Stands before the check of the CSRF token, which is one of the form's fields.
 */
final class UploadFilter extends OncePerRequestFilter {
    /** The largest metadata document, a third more in base64, and room for the rest of the form. */
    static final int LARGEST = 3 << 19;

    private static final long READ_AWAY = 16L << 20;
    private static final Pattern ADDRESS = Pattern.compile("/connect/providers/[a-z0-9-]{1,64}/metadata");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        return request.getAttribute(ConnectFilter.SESSION) == null
                || !request.getMethod().equals("POST")
                || !ADDRESS.matcher(request.getRequestURI()).matches()
                || type == null
                || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var in = request.getInputStream();
        byte[] body = in.readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            readAway(in);
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", request.getRequestURI() + "?too-large");
            return;
        }
        UploadedForm form;
        try {
            form = UploadedForm.of(request, body);
        } catch (IOException e) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        chain.doFilter(form, response);
    }

    // A browser that is still sending when the connection closes shows its own error instead of our answer.
    private static void readAway(InputStream in) throws IOException {
        byte[] away = new byte[1 << 16];
        long left = READ_AWAY;
        for (int read = 0; read >= 0 && left > 0; left -= read) {
            read = in.read(away);
        }
    }
}

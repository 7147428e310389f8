package io.gatehouse.console.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.UploadContext;
import org.jspecify.annotations.Nullable;

/**
 * A form of RFC 7578 whose body is here already, whole and bounded: its fields are the request's parameters, its files are
 * bytes. Nothing of it comes near the disk.
 */
public final class UploadedForm extends HttpServletRequestWrapper {
    private static final int MOST_PARTS = 20;
    private static final int LONGEST_PART_HEADER = 2_000;

    private final Map<String, String[]> fields;
    private final Map<String, byte[]> files;

    private UploadedForm(HttpServletRequest request, Map<String, String[]> fields, Map<String, byte[]> files) {
        super(request);
        this.fields = fields;
        this.files = files;
    }

    /** The file of this name that came with the request; empty if none was chosen. */
    public static Optional<byte[]> file(HttpServletRequest request, String name) {
        for (var r = request;
                r instanceof HttpServletRequestWrapper wrapper;
                r = (HttpServletRequest) wrapper.getRequest()) {
            if (wrapper instanceof UploadedForm form) {
                return Optional.ofNullable(form.files.get(name)).filter(bytes -> bytes.length > 0);
            }
        }
        return Optional.empty();
    }

    /** Reads a body; refuses what is no such form, and what has too many parts. */
    static UploadedForm of(HttpServletRequest request, byte[] body) throws IOException {
        var fields = new LinkedHashMap<String, String[]>();
        var files = new LinkedHashMap<String, byte[]>();
        var upload = new FileUpload();
        upload.setHeaderEncoding(UTF_8.name());
        upload.setPartHeaderSizeMax(LONGEST_PART_HEADER);
        var parts = upload.getItemIterator(new Body(request.getContentType(), body));
        for (int count = 0; parts.hasNext(); count++) {
            if (count == MOST_PARTS) {
                throw new FileUploadException("more than " + MOST_PARTS + " parts");
            }
            var part = parts.next();
            if (part.getFieldName() == null) {
                throw new FileUploadException("a part without a name");
            }
            try (var content = part.openStream()) {
                byte[] bytes = content.readAllBytes();
                if (part.isFormField()) {
                    fields.put(part.getFieldName(), new String[] {new String(bytes, UTF_8)});
                } else {
                    files.put(part.getFieldName(), bytes);
                }
            }
        }
        return new UploadedForm(request, fields, files);
    }

    @Override
    public @Nullable String getParameter(String name) {
        var values = fields.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(fields);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(fields.keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return fields.get(name);
    }

    private record Body(String type, byte[] bytes) implements UploadContext {
        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public String getCharacterEncoding() {
            return UTF_8.name();
        }

        @Override
        public String getContentType() {
            return type;
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(bytes);
        }
    }
}

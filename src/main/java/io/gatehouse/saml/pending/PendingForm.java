package io.gatehouse.saml.pending;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.saml.PendingRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** The bytes of a pending request in its cookie, before sealing: short, because four of them travel with each request. */
final class PendingForm {
    private static final int VERSION = 1;
    private static final int LONGEST_RETURN_TO = 512;

    private PendingForm() {}

    static byte[] bytes(PendingRequest pending) {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(pending.requestId());
            out.writeLong(pending.issuedAt().toEpochMilli());
            out.writeUTF(pending.registration().value());
            out.writeLong(pending.signIn().getMostSignificantBits());
            out.writeLong(pending.signIn().getLeastSignificantBits());
            out.writeUTF(pending.reference());
            String returnTo = pending.returnTo();
            out.writeUTF(returnTo != null && fits(returnTo) ? returnTo : "");
            out.writeUTF(pending.purpose());
            if (pending.version() != null) {
                out.writeBoolean(pending.examined());
                out.write(HexFormat.of().parseHex(pending.version()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What the bytes say; empty if another version of Gatehouse wrote them. */
    static Optional<PendingRequest> read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                return Optional.empty();
            }
            String requestId = in.readUTF();
            Instant issuedAt = Instant.ofEpochMilli(in.readLong());
            var registration = new RegistrationId(in.readUTF());
            var signIn = new UUID(in.readLong(), in.readLong());
            String reference = in.readUTF();
            String returnTo = in.readUTF();
            // Written since there are purposes; before, every sign-in was for the portal.
            String purpose = in.available() == 0 ? "portal" : in.readUTF();
            boolean examined = in.available() > 0 && in.readBoolean();
            String version = in.available() == 0 ? null : HexFormat.of().formatHex(in.readAllBytes());
            return Optional.of(new PendingRequest(
                    requestId,
                    issuedAt,
                    registration,
                    signIn,
                    reference,
                    returnTo.isEmpty() ? null : returnTo,
                    purpose,
                    version,
                    examined));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    // A longer one is dropped, as the door drops one that is not the portal's: the person lands on the portal's start.
    private static boolean fits(String returnTo) {
        return returnTo.getBytes(UTF_8).length <= LONGEST_RETURN_TO;
    }
}

package dev.isaac.signing.internal;

import dev.isaac.signing.Signer;
import dev.isaac.signing.SigningException;
import dev.isaac.signing.SigningFault;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.keys.VerificationKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A key that another program holds: a hardware token's tool, a cloud's key service. The message goes to the standard
 * input, the signature comes from the standard output, and is verified before anybody sees it. No shell is involved.
 */
public final class ExternalSigner implements Signer {

    private static final Set<String> NAMES =
            Set.of("format", "algorithm", "public", "command", "timeout", "encoding", "comment");
    private static final long MAX_ANSWER = 64 * 1024;
    private static final long DEFAULT_TIMEOUT = 60;
    private static final long MAX_TIMEOUT = 3600;
    private static final int MAX_COMPLAINT = 300;

    private final VerificationKey publicKey;
    private final List<String> command;
    private final String encoding;
    private final long seconds;

    private ExternalSigner(VerificationKey publicKey, List<String> command, String encoding, long seconds) {
        this.publicKey = publicKey;
        this.command = List.copyOf(command);
        this.encoding = encoding;
        this.seconds = seconds;
    }

    /** Reads a description; whoever can change it chooses what runs, which the caller has checked. */
    public static ExternalSigner parse(byte[] document) throws TrustException {
        JsonObject json = Json.parseObject(document);
        for (String name : json.names()) {
            if (!NAMES.contains(name)) {
                throw new JsonException("a signing command has no setting '" + name + "'");
            }
        }
        if (json.integer("format") != 1) {
            throw new JsonException("a signing command has an unknown format");
        }
        SignatureAlgorithm algorithm = SignatureAlgorithm.of(json.string("algorithm"))
                .orElseThrow(() -> new TrustException(Kind.ALGORITHM, "a signing command has an unknown algorithm"));
        VerificationKey key = VerificationKey.ofPem(algorithm, json.string("public"));
        List<String> command = json.strings("command");
        String encoding = json.string("encoding", "raw");
        long seconds = json.integer("timeout", DEFAULT_TIMEOUT);
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw new JsonException("a signing command names no program");
        }
        if (!Set.of("raw", "hex", "base64").contains(encoding) || seconds < 1 || seconds > MAX_TIMEOUT) {
            throw new JsonException("a signing command has an impossible encoding or timeout");
        }
        return new ExternalSigner(
                key,
                command.stream()
                        .map(word -> word.replace("{keyid}", key.keyId()).replace("{algorithm}", algorithm.id()))
                        .toList(),
                encoding,
                seconds);
    }

    @Override
    public VerificationKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] sign(byte[] message) throws TrustException {
        try {
            // Files instead of pipes: neither side can block the other, and no thread is needed to feed one.
            Path folder = Files.createTempDirectory("isaac-sign");
            try {
                byte[] signature = decode(run(folder, message));
                if (!publicKey.verify(message, signature)) {
                    throw failed("gave something that is no signature by key " + publicKey.keyId(), "");
                }
                return signature;
            } finally {
                for (String name : List.of("message", "signature", "complaints")) {
                    Files.deleteIfExists(folder.resolve(name));
                }
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new SigningException(SigningFault.KEY_COMMAND, "cannot run " + command.get(0), e);
        }
    }

    private byte[] run(Path folder, byte[] message) throws TrustException, IOException {
        Path in = Files.write(folder.resolve("message"), message);
        Path out = folder.resolve("signature");
        Path err = folder.resolve("complaints");
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new SigningException(
                        SigningFault.KEY_TIMEOUT,
                        command.get(0) + " did not sign within " + seconds + " seconds",
                        "is the token plugged in, and does it wait for a touch or a PIN?");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SigningException(SigningFault.KEY_COMMAND, "interrupted while " + command.get(0) + " signed", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw failed("ended with exit code " + process.exitValue(), complaint(err));
        }
        if (Files.size(out) > MAX_ANSWER) {
            throw failed("answered with more than any signature is long", "");
        }
        return Files.readAllBytes(out);
    }

    private byte[] decode(byte[] answer) throws TrustException {
        if (encoding.equals("raw")) {
            return answer;
        }
        String text = new String(answer, StandardCharsets.US_ASCII).strip();
        try {
            return encoding.equals("hex")
                    ? HexFormat.of().parseHex(text)
                    : Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new SigningException(
                    SigningFault.KEY_COMMAND, command.get(0) + " did not answer in " + encoding + " encoding", e);
        }
    }

    private SigningException failed(String what, String complaint) {
        return new SigningException(
                SigningFault.KEY_COMMAND,
                command.get(0) + " " + what + (complaint.isEmpty() ? "" : ": " + complaint),
                "run it by hand with the message on its standard input");
    }

    private static String complaint(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        StringBuilder printable = new StringBuilder();
        text.codePoints()
                .limit(MAX_COMPLAINT)
                .forEach(c -> printable.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return printable.toString();
    }
}

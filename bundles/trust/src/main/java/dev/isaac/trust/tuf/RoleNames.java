package dev.isaac.trust.tuf;

import java.nio.charset.StandardCharsets;

/** Role names in file names and addresses. */
public final class RoleNames {

    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-~.";

    private RoleNames() {}

    /**
     * Percent-encodes everything but letters, digits, {@code _}, {@code -}, {@code ~} and {@code .},
     * so that no role name leaves its folder.
     */
    public static String encode(String role) {
        StringBuilder out = new StringBuilder();
        for (byte b : role.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = PLAIN.indexOf(c) >= 0;
            if (plain) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString();
    }
}

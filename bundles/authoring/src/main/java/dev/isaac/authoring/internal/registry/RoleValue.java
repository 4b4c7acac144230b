package dev.isaac.authoring.internal.registry;

import java.util.List;

/**
 * The value of an option of the form {@code ROLE=VALUE}.
 *
 * @param role the role
 * @param value what stands behind the sign
 */
record RoleValue(String role, String value) {

    static List<RoleValue> all(List<String> texts) {
        return texts.stream().map(RoleValue::parse).toList();
    }

    private static RoleValue parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new IllegalArgumentException("expected ROLE=VALUE instead of '" + text + "'");
        }
        return new RoleValue(text.substring(0, equals), text.substring(equals + 1));
    }

    /** The value as a number of 1 or more. */
    int number(long most) {
        if (!value.matches("[1-9][0-9]{0,8}") || Long.parseLong(value) > most) {
            throw new IllegalArgumentException("not a number from 1 to " + most + ": " + role + "=" + value);
        }
        return Integer.parseInt(value);
    }
}

package dev.isaac.trust.permission;

/**
 * Where code reaches something.
 *
 * @param user the class of the plugin, such as {@code org.example.Fetch}
 * @param used what it names: a class, or a method or field of one
 */
public record Evidence(String user, String used) {

    @Override
    public String toString() {
        return user + " uses " + used;
    }
}

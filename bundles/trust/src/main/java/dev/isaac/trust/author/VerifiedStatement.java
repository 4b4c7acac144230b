package dev.isaac.trust.author;

/**
 * A statement whose signature was verified.
 *
 * @param statement what was signed
 * @param signer the key that signed it
 */
public record VerifiedStatement(PluginStatement statement, AuthorKey signer) {}

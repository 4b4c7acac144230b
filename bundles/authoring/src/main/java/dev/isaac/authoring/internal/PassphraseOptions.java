package dev.isaac.authoring.internal;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.signing.Passphrases;
import dev.isaac.signing.SigningException;
import dev.isaac.signing.SigningFault;
import dev.isaac.trust.TrustException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** How the passphrases of keys get here: never as an argument, which every process can see. */
public final class PassphraseOptions {

    private static final String VARIABLE = "passphrase-env";
    private static final String FILE = "passphrase-file";
    private static final String STDIN = "passphrase-stdin";
    private static final String ASK = "ask-passphrase";

    private PassphraseOptions() {}

    /** The options of a command that uses keys. */
    public static Option[] forUse() {
        return new Option[] {
            Option.value(VARIABLE, "VARIABLE", ValueType.TEXT, "Take the passphrase of the keys from the environment"),
            Option.value(FILE, "FILE", ValueType.PATH, "Take it from the first line of a file that only you can read"),
            Option.flag(STDIN, "Take it from the first line of standard input")
        };
    }

    /** The options of a command that makes keys. */
    public static Option[] forNewKeys() {
        return Stream.concat(
                        Arrays.stream(forUse()),
                        Stream.of(Option.flag(ASK, "Ask for a passphrase, twice, and encrypt new keys with it")))
                .toArray(Option[]::new);
    }

    /** Where passphrases of keys come from: what an option says, or else a question when a key needs it. */
    public static Passphrases of(Invocation in) throws CommandException {
        Optional<Passphrases> given = given(in);
        return given.orElseGet(() -> file -> askFor(file, in));
    }

    /** The passphrase for new keys; empty when they are not to be encrypted. */
    public static char[] forNewKeys(Invocation in, Path place) throws CommandException, TrustException, IOException {
        Optional<Passphrases> given = given(in);
        if (given.isPresent()) {
            return given.get().of(place);
        }
        if (!in.has(ASK)) {
            return new char[0];
        }
        char[] first = ask(in, "New passphrase: ");
        char[] again = ask(in, "Once more: ");
        try {
            if (first.length == 0 || !Arrays.equals(first, again)) {
                Arrays.fill(first, '\0');
                throw Fault.of(
                                FaultKind.USAGE,
                                "authoring.passphrases-differ",
                                "The two passphrases are empty or not the same; nothing was made.")
                        .exception();
            }
            return first;
        } finally {
            Arrays.fill(again, '\0');
        }
    }

    private static Optional<Passphrases> given(Invocation in) throws CommandException {
        long ways = Stream.of(VARIABLE, FILE, STDIN).filter(in::has).count();
        if (ways > 1) {
            throw Fault.of(FaultKind.USAGE, "authoring.passphrase-ways", "A passphrase is given in one way only.")
                    .exception();
        }
        if (in.has(VARIABLE)) {
            return Optional.of(Passphrases.environment(in.environment(), in.text(VARIABLE)));
        }
        if (in.has(FILE)) {
            return Optional.of(Passphrases.file(in.path(FILE)));
        }
        return in.has(STDIN) ? Optional.of(Passphrases.stream(in.in())) : Optional.empty();
    }

    private static char[] askFor(Path file, Invocation in) throws TrustException, Unanswered {
        try {
            return ask(in, "Passphrase of " + file + ": ");
        } catch (Unanswered e) {
            if (e.fault().fault().code().equals("command.input-needed")) {
                throw new SigningException(
                        SigningFault.KEY_PASSPHRASE,
                        file + " is encrypted, and nobody can be asked for its passphrase",
                        "give it by --passphrase-env, --passphrase-file or --passphrase-stdin");
            }
            throw e;
        }
    }

    private static char[] ask(Invocation in, String question) throws Unanswered {
        try {
            return in.secret(question);
        } catch (CommandException e) {
            throw new Unanswered(e);
        }
    }
}

package dev.isaac.aliases.internal.host;

import dev.isaac.aliases.internal.model.Target;
import dev.isaac.aliases.internal.model.Translation;
import dev.isaac.aliases.internal.translate.Mapping;
import dev.isaac.aliases.internal.translate.Request;
import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.line.Node;
import dev.isaac.command.spi.LineTranslator;
import dev.isaac.command.spi.TranslatorNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Says typed lines in the words of the shell of this machine. The names are those that no Linux has by itself, so that a
 * line with one of them is known to be foreign before this bundle is there; a test holds them against the data.
 */
@Component(service = LineTranslator.class)
@TranslatorNames({
    "apk",
    "apt",
    "apt-cache",
    "apt-file",
    "apt-get",
    "apt-mark",
    "aptitude",
    "brew",
    "caffeinate",
    "certutil",
    "choco",
    "cinst",
    "clear-dnsclientcache",
    "clear-host",
    "clip",
    "cls",
    "codesign",
    "comp",
    "compress-archive",
    "copy",
    "copy-item",
    "cuninst",
    "cup",
    "defaults",
    "del",
    "dir",
    "diskutil",
    "ditto",
    "dnf",
    "dnf5",
    "doskey",
    "dpkg",
    "driverquery",
    "dscl",
    "erase",
    "expand-archive",
    "explorer",
    "fc",
    "findstr",
    "gc",
    "gci",
    "gcm",
    "get-acl",
    "get-alias",
    "get-childitem",
    "get-clipboard",
    "get-command",
    "get-computerinfo",
    "get-content",
    "get-date",
    "get-disk",
    "get-dnsclientserveraddress",
    "get-filehash",
    "get-help",
    "get-history",
    "get-item",
    "get-localuser",
    "get-location",
    "get-netadapter",
    "get-netipaddress",
    "get-netipconfiguration",
    "get-netneighbor",
    "get-netroute",
    "get-nettcpconnection",
    "get-process",
    "get-psdrive",
    "get-service",
    "get-uptime",
    "get-volume",
    "get-winevent",
    "getmac",
    "gi",
    "gl",
    "gps",
    "hdiutil",
    "ifconfig",
    "ii",
    "invoke-item",
    "invoke-restmethod",
    "invoke-webrequest",
    "ipconfig",
    "irm",
    "iwr",
    "launchctl",
    "md",
    "mdfind",
    "measure-object",
    "mklink",
    "move",
    "move-item",
    "networksetup",
    "new-item",
    "open",
    "osascript",
    "out-host",
    "pacman",
    "pathping",
    "pbcopy",
    "pbpaste",
    "ping",
    "plutil",
    "pop-location",
    "push-location",
    "rd",
    "remove-item",
    "ren",
    "rename",
    "rename-item",
    "resolve-dnsname",
    "restart-computer",
    "robocopy",
    "route",
    "rpm",
    "sc",
    "schtasks",
    "scoop",
    "scutil",
    "select-object",
    "select-string",
    "set-clipboard",
    "set-location",
    "sl",
    "sls",
    "softwareupdate",
    "sort-object",
    "spps",
    "start-service",
    "start-sleep",
    "stop-computer",
    "stop-process",
    "sw_vers",
    "system_profiler",
    "systeminfo",
    "taskkill",
    "tasklist",
    "tee-object",
    "test-connection",
    "test-netconnection",
    "tracert",
    "type",
    "ver",
    "vm_stat",
    "where",
    "winget",
    "write-host",
    "write-output",
    "xcode-select",
    "xcopy",
    "xcrun",
    "yum",
    "zypper"
})
public final class HostTranslator implements LineTranslator {

    private static final String UNMAPPED = "alias.unmapped";

    private final Supplier<Mapping> mapping;

    /** Called by the component runtime. */
    @Activate
    public HostTranslator() {
        this(Mapping::get);
    }

    HostTranslator(Supplier<Mapping> mapping) {
        this.mapping = mapping;
    }

    @Override
    public Optional<Translated> translate(String text, Node.Sequence line, Shell shell) throws CommandException {
        Target target =
                switch (shell) {
                    case LINUX -> Target.LINUX;
                    case MACOS -> Target.MACOS;
                    case POWERSHELL -> Target.POWERSHELL;
                    case POWERSHELL5 -> Target.POWERSHELL5;
                    case CMD -> Target.CMD;
                };
        Translation translation = mapping.get()
                .translator()
                .translate(new Request(text, line, target, Optional.empty(), Optional.empty(), false));
        if (translation instanceof Translation.RefusedLine refused) {
            // A command of Windows that no mapping knows is a program there, and runs as it was typed.
            if (target.isWindows() && refused.code().equals(UNMAPPED)) {
                return Optional.empty();
            }
            throw new Fault(FaultKind.NOT_FOUND, refused.code(), refused.message(), hint(refused), Map.of())
                    .detail("line", text)
                    .exception();
        }
        return translation instanceof Translation.Approximate approximate
                ? Optional.of(new Translated(approximate.output(), approximate.notes()))
                : Optional.of(new Translated(((Translation.Exact) translation).output(), List.of()));
    }

    private static String hint(Translation.RefusedLine refused) {
        return refused.alternative().isEmpty()
                ? "alias show NAME tells what of a command is translated."
                : refused.alternative();
    }
}

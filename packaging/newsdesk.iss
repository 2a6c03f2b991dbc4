; Inno Setup: the installer for Windows, from the folder PyInstaller made.
; Run by packaging/build.py as: iscc /DVersion=... newsdesk.iss
; Written from Inno Setup's documentation; it has not been run on a Windows machine yet.

[Setup]
AppId={{7C0B3E52-41B7-4B0E-9B55-0C6C5B7B7A10}
AppName=Newsdesk
AppVersion={#Version}
AppPublisher=The Newsdesk authors
DefaultDirName={autopf}\Newsdesk
DefaultGroupName=Newsdesk
DisableProgramGroupPage=yes
; Without administrator's rights it installs for the one user.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\LICENSE
OutputDir=..\dist
OutputBaseFilename=newsdesk-{#Version}-setup
UninstallDisplayIcon={app}\newsdesk.exe
ChangesAssociations=yes
SolidCompression=yes

[Files]
Source: "..\dist\newsdesk\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Newsdesk"; Filename: "{app}\newsdesk.exe"

[Registry]
Root: HKA; Subkey: "Software\Classes\.newsdesk"; ValueType: string; ValueData: "Newsdesk.Library"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Newsdesk.Library"; ValueType: string; ValueData: "Newsdesk library"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Newsdesk.Library\shell\open\command"; ValueType: string; ValueData: """{app}\newsdesk.exe"" ""%1"""

[Run]
Filename: "{app}\newsdesk.exe"; Description: "{cm:LaunchProgram,Newsdesk}"; Flags: nowait postinstall skipifsilent

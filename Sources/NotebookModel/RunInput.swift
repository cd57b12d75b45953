/// Something outside a lesson that its cells looked at.
public struct RunInput: Hashable, Sendable, Codable {
  public enum Kind: String, Sendable, Codable {
    /// A file whose content was read.
    case file
    /// A path of which it was seen whether it is there, and since when.
    case place
    /// A folder whose names were read.
    case folder
    /// A variable of the environment.
    case variable
    /// Something that cannot be looked at again, such as another program or the date; the text says what.
    case unrepeatable
    /// A file that was written, before it was read if at all.
    case written
    /// Something that was done to files besides writing; the text says what.
    case effect
    /// Durations were measured, with a clock that knows no date.
    case durations
    /// A library under the runtime.
    case library
  }

  /// What tells one state of a file from another without its content.
  public struct Stamp: Hashable, Sendable, Codable {
    /// Bytes; -1 where there is no file.
    public var size: Int64
    /// Nanoseconds since 1970.
    public var modified: Int64
    public var changed: Int64
    public var inode: UInt64

    public init(size: Int64, modified: Int64, changed: Int64, inode: UInt64) {
      self.size = size
      self.modified = modified
      self.changed = changed
      self.inode = inode
    }
  }

  public var kind: Kind
  /// The absolute path, the variable's name, or a sentence.
  public var name: String
  /// The state of the file or folder when it was looked at first.
  public var stamp: Stamp?

  public init(kind: Kind, name: String, stamp: Stamp? = nil) {
    self.kind = kind
    self.name = name
    self.stamp = stamp
  }
}
